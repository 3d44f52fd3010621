"""The `mitodoke` command: thin, calls the same functions as the pages."""
