"""Demo data: the figures of the example city, and a fictional city for trying the system."""
