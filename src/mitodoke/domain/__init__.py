"""The rules and records of the field: pure values, no framework, no files, no network, no clock."""
