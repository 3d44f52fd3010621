"""An edition as open data: tables in long format, in every encoding, with their definitions and codes.

`formats` lists every file that an edition can be taken as; `package_files` puts the whole edition together.
"""
