"""Source documents, how they were read, and what they state about themselves: the provenance of every fact."""
