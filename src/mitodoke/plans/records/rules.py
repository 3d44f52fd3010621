"""The seam between the stored text of a plan's rules and the domain's records of them."""

from __future__ import annotations

import msgspec

from mitodoke.domain.judgement_choice import JudgementChoice
from mitodoke.domain.roll_up_choice import RollUpChoice
from mitodoke.outputs.exact_numbers import read_fraction, write_fraction

_encode = msgspec.json.Encoder(enc_hook=write_fraction).encode
_roll_up = msgspec.json.Decoder(RollUpChoice, dec_hook=read_fraction).decode
_judgement = msgspec.json.Decoder(JudgementChoice, dec_hook=read_fraction).decode


def rule_text(choice: RollUpChoice | JudgementChoice) -> str:
    """The JSON of a choice: the same choice gives the same text."""
    return _encode(choice).decode()


def roll_up_of(text: str) -> RollUpChoice:
    """The roll-up rule of a stored text."""
    return _roll_up(text)


def judgement_of(text: str) -> JudgementChoice:
    """The judgement rule of a stored text."""
    return _judgement(text)
