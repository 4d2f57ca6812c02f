"""What people see: the command line, the page, the map and the timeline."""
