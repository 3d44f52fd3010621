"""The pages of the public site, one module a pillar; every page renders from frozen editions."""
