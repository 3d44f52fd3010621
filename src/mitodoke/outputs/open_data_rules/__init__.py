"""The 30 rules for machine-readable administrative data, and what checks a file against them.

The rules are those of 行政データにおける機械可読性に関するルール (2026-03-31, three levels); their wording here is our own.
"""
