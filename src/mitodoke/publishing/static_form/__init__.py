"""The public site as plain files, to be carried to any web server or read from a folder."""
