"""New facts: documents that are imported, and ratings that departments submit."""
