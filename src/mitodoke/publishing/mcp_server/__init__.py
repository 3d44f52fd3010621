"""The read-only MCP server: published editions for language models, with sums made here and never by the model.

It uses the same functions as the JSON API. Only `server` needs the library ``mcp``, the optional extra of that name.
"""
