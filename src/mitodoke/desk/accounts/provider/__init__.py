"""Signing in by the city's OpenID Connect provider: off until it is set up, no other outside service involved."""
