"""Reads about plans kept by the desk; but for `own_fields_for` they take no person: pages check rights."""

from mitodoke.plans.queries.combining import combining_choice, combining_for
from mitodoke.plans.queries.follow_ups import (
    DueFollowUp,
    follow_ups_due,
    observations_of,
    opinions_of,
    public_opinions,
    public_verifications,
    verifications_of,
    wording_notes,
)
from mitodoke.plans.queries.former_states import differences_since, former_content
from mitodoke.plans.queries.history import follow_up_sentences, opinion_sentences, plan_sentences
from mitodoke.plans.queries.ledgers import (
    LedgerState,
    RevisionReport,
    ledger_state,
    ledgers_of,
    only_ledger,
    revision_report,
    revisions_of,
    targets_of,
    writing_ledger,
)
from mitodoke.plans.queries.overview import LedgerOverview, ledger_overviews
from mitodoke.plans.queries.own_fields import (
    DefinedField,
    FilledField,
    amounts_of,
    fields_of,
    newest_amounts,
    own_fields_for,
    public_amounts,
    public_values,
)
from mitodoke.plans.queries.rating_scales import rating_definitions, rating_scale

__all__ = [
    "DefinedField",
    "DueFollowUp",
    "FilledField",
    "LedgerOverview",
    "LedgerState",
    "RevisionReport",
    "amounts_of",
    "combining_choice",
    "combining_for",
    "differences_since",
    "fields_of",
    "follow_up_sentences",
    "follow_ups_due",
    "former_content",
    "ledger_overviews",
    "ledger_state",
    "ledgers_of",
    "newest_amounts",
    "observations_of",
    "only_ledger",
    "opinion_sentences",
    "opinions_of",
    "own_fields_for",
    "plan_sentences",
    "public_amounts",
    "public_opinions",
    "public_values",
    "public_verifications",
    "rating_definitions",
    "rating_scale",
    "revision_report",
    "revisions_of",
    "targets_of",
    "verifications_of",
    "wording_notes",
    "writing_ledger",
]
