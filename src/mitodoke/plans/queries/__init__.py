"""Reads about plans kept by the desk; but for `own_fields_for` they take no person: pages check rights."""

from mitodoke.plans.queries.follow_ups import (
    DueFollowUp,
    PublicOpinion,
    follow_ups_due,
    observations_of,
    opinions_of,
    public_opinions,
    verifications_of,
    wording_notes,
)
from mitodoke.plans.queries.history import plan_sentences
from mitodoke.plans.queries.ledgers import (
    LedgerState,
    RevisionReport,
    ledger_state,
    ledgers_of,
    revision_report,
    revisions_of,
    targets_of,
)
from mitodoke.plans.queries.own_fields import (
    DefinedField,
    FilledField,
    amounts_of,
    fields_of,
    newest_amounts,
    own_fields_for,
    public_values,
)

__all__ = [
    "DefinedField",
    "DueFollowUp",
    "FilledField",
    "LedgerState",
    "PublicOpinion",
    "RevisionReport",
    "amounts_of",
    "fields_of",
    "follow_ups_due",
    "ledger_state",
    "ledgers_of",
    "newest_amounts",
    "observations_of",
    "opinions_of",
    "own_fields_for",
    "plan_sentences",
    "public_opinions",
    "public_values",
    "revision_report",
    "revisions_of",
    "targets_of",
    "verifications_of",
    "wording_notes",
]
