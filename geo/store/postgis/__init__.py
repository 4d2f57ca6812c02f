"""A case in a PostgreSQL database with PostGIS: the tables of the case file, and columns for maps and SQL."""
