"""Views of the pages where plans are made, revised and kept."""
