"""The languages of the public site: Japanese as written in the code, others by language files."""
