"""Charts as SVG text drawn on the server: pure functions from small records to a string, one module a chart."""
