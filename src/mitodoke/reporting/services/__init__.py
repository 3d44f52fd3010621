"""Writes: documents that are imported, and the yearly survey of departments."""

from mitodoke.reporting.services.import_reading import (
    ImportOutcome,
    ImportPlan,
    import_reading,
    import_readings,
    plan_import,
    plan_imports,
)
from mitodoke.reporting.services.rounds import SubmittedStep, close_round, open_round, submit_ratings

__all__ = [
    "ImportOutcome",
    "ImportPlan",
    "SubmittedStep",
    "close_round",
    "import_reading",
    "import_readings",
    "open_round",
    "plan_import",
    "plan_imports",
    "submit_ratings",
]
