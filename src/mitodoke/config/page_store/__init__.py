"""The store of rendered pages: editions are frozen, so a page once rendered is answered from memory.

`middleware` stands in front of Django, `published_state` tells whether something was published since, `store` keeps
what was used last within a limit of bytes, `kept_page` is one page in its encodings, `negotiation` reads the headers
that choose among them. Why it is so: docs/adr/0012-kept-pages.md.
"""
