"""Where entries come from: one module a source, each giving `entry.Entry`."""
