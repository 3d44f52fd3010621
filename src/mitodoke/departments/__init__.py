"""Municipalities, their departments, and how departments were reorganised."""
