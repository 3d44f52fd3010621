"""Recomputes what a document states about itself and looks for doubtful places; it changes nothing."""
