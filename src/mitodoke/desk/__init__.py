"""The staff desk: pages on which a city collects, checks, approves and publishes a year of answers."""
