"""Editions, frozen and published, and the public site that renders them."""
