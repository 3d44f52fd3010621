"""Views of the desk: each takes the request and the visit, and answers with a page or a redirect."""
