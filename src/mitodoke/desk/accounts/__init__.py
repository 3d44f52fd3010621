"""Accounts of the staff: second factor, sign-in by the city's provider, sessions, invitations, yearly review."""
