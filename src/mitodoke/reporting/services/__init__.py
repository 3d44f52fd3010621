"""Writes: documents that are imported, the yearly survey of departments at the desk, and its way into editions."""

from mitodoke.reporting.services.adopt import Adoption, adopt_answers, begin_year
from mitodoke.reporting.services.answers import (
    FieldChange,
    SavedAnswer,
    SavedField,
    SaveOutcome,
    override_doubt,
    save_field,
    save_fields,
)
from mitodoke.reporting.services.assignments import (
    add_entry,
    assign_item,
    cancel_assignment,
    move_assignments,
    restore_assignment,
)
from mitodoke.reporting.services.desk_rounds import (
    close_desk_round,
    extend_round,
    open_desk_round,
    plan_desk_round,
    reopen_round,
)
from mitodoke.reporting.services.evidence import add_evidence, change_evidence, remove_evidence
from mitodoke.reporting.services.flow import (
    ActOutcome,
    ActReport,
    SeenAnswer,
    act_on_answer,
    act_on_answers,
)
from mitodoke.reporting.services.import_reading import (
    ImportOutcome,
    ImportPlan,
    import_reading,
    import_readings,
    plan_import,
    plan_imports,
)
from mitodoke.reporting.services.proxies import begin_proxy, end_proxy, proxy_while
from mitodoke.reporting.services.rounds import SubmittedStep, close_round, open_round, submit_ratings
from mitodoke.reporting.services.undo import undo_save

__all__ = [
    "ActOutcome",
    "ActReport",
    "Adoption",
    "FieldChange",
    "ImportOutcome",
    "ImportPlan",
    "SaveOutcome",
    "SavedAnswer",
    "SavedField",
    "SeenAnswer",
    "SubmittedStep",
    "act_on_answer",
    "act_on_answers",
    "add_entry",
    "add_evidence",
    "adopt_answers",
    "assign_item",
    "begin_proxy",
    "begin_year",
    "cancel_assignment",
    "change_evidence",
    "close_desk_round",
    "close_round",
    "end_proxy",
    "extend_round",
    "import_reading",
    "import_readings",
    "move_assignments",
    "open_desk_round",
    "open_round",
    "override_doubt",
    "plan_desk_round",
    "plan_import",
    "plan_imports",
    "proxy_while",
    "remove_evidence",
    "reopen_round",
    "restore_assignment",
    "save_field",
    "save_fields",
    "submit_ratings",
    "undo_save",
]
