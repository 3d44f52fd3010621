"""What the pages show, worked out from frozen editions by pure functions: no database, no request, no clock."""
