"""From a file to records: read the text, recognise its layout, parse it, account for every line."""
