"""Full-text search over published editions: one derived file a set of editions, and the same as files for a page."""
