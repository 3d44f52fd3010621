"""The city's reports, built from a frozen edition alone: what a report says, and how it is set."""
