"""Writes: plans kept and revised by the desk, and what is entered beside them."""

from mitodoke.plans.department_moves import DepartmentMove, MovePreview
from mitodoke.plans.services.combining import choose_combining
from mitodoke.plans.services.editing import edit_plan, undo_last_change
from mitodoke.plans.services.follow_ups import follow_up, observe, verify_item
from mitodoke.plans.services.issuing import issue_plan
from mitodoke.plans.services.ledgers import create_ledger, take_over_plan
from mitodoke.plans.services.opinions import act_on_opinion, answer_opinion, assign_opinion, write_opinion
from mitodoke.plans.services.own_fields import define_field, record_amount, retire_field
from mitodoke.plans.services.own_values import record_file, record_value
from mitodoke.plans.services.rating_scales import define_rating_scale
from mitodoke.plans.services.reorganisation import Reorganisation, plan_reorganisation, reorganise
from mitodoke.plans.services.revisions import (
    abandon_revision,
    annotate_wording,
    begin_revision,
    decide_revision,
)
from mitodoke.plans.services.rules import choose_judgement, choose_roll_up

__all__ = [
    "DepartmentMove",
    "MovePreview",
    "Reorganisation",
    "abandon_revision",
    "act_on_opinion",
    "annotate_wording",
    "answer_opinion",
    "assign_opinion",
    "begin_revision",
    "choose_combining",
    "choose_judgement",
    "choose_roll_up",
    "create_ledger",
    "decide_revision",
    "define_field",
    "define_rating_scale",
    "edit_plan",
    "follow_up",
    "issue_plan",
    "observe",
    "plan_reorganisation",
    "record_amount",
    "record_file",
    "record_value",
    "reorganise",
    "retire_field",
    "take_over_plan",
    "undo_last_change",
    "verify_item",
    "write_opinion",
]
