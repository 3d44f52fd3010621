"""From an edition to files: tables, CSV and JSON today, each format in its own module."""
