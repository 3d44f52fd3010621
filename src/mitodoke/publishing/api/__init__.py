"""The read-only JSON API under ``api/v1/``: published editions as records, for programs.

One definition, several uses: columns come from the open data tables, parameters from `parameters` and `filters`,
answers from the dataclasses in `answers`; `endpoints` joins them, and both the views and the OpenAPI document are
made from that. The same functions serve the MCP server.
"""
