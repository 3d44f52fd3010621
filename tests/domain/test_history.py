"""History as sentences, and autosaves told as one change."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitodoke.domain.history import HistoryAct, HistoryRecord, joined, last_changes, sentence

NOW = datetime.datetime(2026, 4, 3, 10, 5, tzinfo=datetime.UTC)
SAVE = HistoryRecord(at=NOW, by="山田 花子", act=HistoryAct.SAVE, field="10段階評価", before=None, after="7")


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (SAVE, "令和8年4月3日10時05分、山田 花子が「10段階評価」を（なし）から「7」に変えました。"),
        (
            replace(SAVE, before="0", after=None, on_behalf_of="佐藤 一郎"),
            "令和8年4月3日10時05分、山田 花子（佐藤 一郎の代理）が「10段階評価」を「0」から（なし）に変えました。",
        ),
        (
            replace(SAVE, for_department="花課", proxy_reason="電話で\n聞き取り"),
            "令和8年4月3日10時05分、企画担当 山田 花子が花課に代わって「10段階評価」を（なし）から「7」に変えました（代行の理由：電話で 聞き取り）。",
        ),
        (
            replace(
                SAVE, act=HistoryAct.OVERRIDE, before="急に増えた", reason="新設のため", on_behalf_of="佐藤 一郎",
                for_department="花課", proxy_reason="紙で受領",
            ),
            "令和8年4月3日10時05分、企画担当 山田 花子（佐藤 一郎の代理）が花課に代わって「10段階評価」の確認事項（「急に増えた」）に理由を付けました（代行の理由：紙で受領）。理由：新設のため",
        ),
        (
            HistoryRecord(at=NOW, by="企", act=HistoryAct.RECORD_APPROVAL, reason="承認印のある回答用紙"),
            "令和8年4月3日10時05分、企が所属長の承認を記録しました。理由：承認印のある回答用紙",
        ),
        (
            HistoryRecord(at=NOW, by="長", act=HistoryAct.RETURN, reason="数値の根拠を\n書いてください"),
            "令和8年4月3日10時05分、長が差し戻しました。理由：数値の根拠を 書いてください",
        ),
        (
            HistoryRecord(
                at=NOW, by="企", act=HistoryAct.EXTEND_ROUND, before="令和8年4月30日", after="令和8年5月8日", reason="連休のため"
            ),
            "令和8年4月3日10時05分、企が回答期限を令和8年4月30日から令和8年5月8日に変えました。理由：連休のため",
        ),
        (
            replace(SAVE, field="{after}{0}", after="x" * 61),
            f"令和8年4月3日10時05分、山田 花子が「{{after}}{{0}}」を（なし）から「{'x' * 60}…」に変えました。",
        ),
    ],
)  # fmt: skip
def test_sentences(record: HistoryRecord, told: str) -> None:
    assert sentence(record) == told


def test_every_act_makes_a_sentence() -> None:
    for act in HistoryAct:
        told = sentence(replace(SAVE, act=act, reason="理由"))
        assert "山田 花子が" in told
        assert "{" not in told


def _after(minutes: int, before: str | None, after: str | None) -> HistoryRecord:
    return replace(SAVE, at=NOW + datetime.timedelta(minutes=minutes), before=before, after=after)


def test_autosaves_of_one_sitting_are_one_change() -> None:
    typed = [_after(0, None, "苗"), _after(1, "苗", "苗を"), _after(11, "苗を", "苗を配った")]
    assert joined(typed) == (_after(11, None, "苗を配った"),)
    assert len(joined([typed[0], replace(typed[1], by="別の人"), typed[2]])) == 3
    assert len(joined([typed[0], replace(typed[1], field="別の欄")])) == 2
    for other in ({"for_department": "花課"}, {"for_department": "花課", "proxy_reason": "紙"}):
        told = joined([replace(typed[0], for_department="緑課"), replace(typed[1], **other)])
        assert len(told) == 2, "for another department, or with another reason"
    assert len(joined([typed[0], _after(12, "苗", "苗を")])) == 2, "after a pause"
    submitted = HistoryRecord(at=NOW, by=SAVE.by, act=HistoryAct.SUBMIT)
    assert joined([typed[0], submitted, typed[1]]) == (typed[0], submitted, typed[1])
    assert len(joined([typed[0], _after(1, "花", "花を")])) == 2, "what lies between is not known"


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from("ab"), st.sampled_from("xyz")), max_size=12))
def test_joining_keeps_the_first_and_the_last_value_of_every_person(
    steps: list[tuple[int, str, str]],
) -> None:
    value: str | None = None
    records, at = [], NOW
    for minutes, person, after in steps:
        at += datetime.timedelta(minutes=minutes)
        records.append(replace(SAVE, at=at, by=person, before=value, after=after))
        value = after
    told = joined(records)
    assert len(told) <= len(records)
    assert [one.after for one in told][-1:] == [one.after for one in records][-1:]
    assert [one.before for one in told][:1] == [one.before for one in records][:1]
    assert all(later.before == earlier.after for earlier, later in pairwise(told))


def test_the_last_change_of_each_field_is_one_sitting() -> None:
    other = replace(SAVE, field="評価の理由", before=None, after="理由")
    undone = replace(_after(90, "苗", "苗を配った"), act=HistoryAct.UNDO)
    typed = [
        _after(0, None, "苗"),
        other,
        _after(1, "苗", "苗を"),
        _after(30, "苗を", "苗を配った"),
        _after(31, "苗を配った", "苗"),
    ]
    assert last_changes(typed) == {"10段階評価": _after(31, "苗を", "苗"), "評価の理由": other}
    assert last_changes([*typed, undone])["10段階評価"] == undone, "taking back is a change of its own"
    assert last_changes([replace(SAVE, act=HistoryAct.SUBMIT, field=None)]) == {}
