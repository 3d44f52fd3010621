"""Accounts of the staff: signing in in two steps, by the provider, sessions, invitations, review."""
