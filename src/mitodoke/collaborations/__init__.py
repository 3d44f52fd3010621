"""Collaboration registers: yearly entries, their dates and the organisations they name."""
