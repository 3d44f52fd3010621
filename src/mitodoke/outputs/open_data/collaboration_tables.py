"""The open data tables of a collaboration register: the entries, their dates, departments and organisations."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.fields import (
    ENTRY_ID,
    ISO_DATE,
    PLACE,
    POSITION,
    ForeignKey,
    count,
    flag,
    text,
)
from mitodoke.outputs.open_data.open_table import OpenTable, Value, from_table

_TO_ENTRY = ForeignKey(field="entry_id", table="collaborations", target="entry_id")

_ENTRY_FIELDS = (
    ENTRY_ID,
    count("fiscal_year", "年度", "fiscal year", "実施した年度（西暦、4月から翌年3月）。",
          "Fiscal year (April to March) by its first year.", unit="年度"),
    text("form", "協働の形態", "form", "協働の形態を示すコード。", "Code of the form of collaboration.",
         codes="collaboration_form", required=True),
    text("name_holder", "後援の名義", "name holder", "後援の名義を示すコード。後援でなければ空欄。",
         "Code of the name holder; empty unless a patronage.", codes="name_holder"),
    text("number", "番号", "number", "原典に印刷された番号。", "The number as printed."),
    text("title", "事業名", "title", "協働事業の名称。原典の表記のまま。", "The title as printed."),
    text("recurrence", "実施区分", "recurrence", "実施区分を示すコード。",
         "Code of how often it takes place.", codes="recurrence"),
    text("recurrence_printed", "実施区分の原典の表記", "recurrence as printed",
         "原典に印刷された実施区分。", "The recurrence as printed."),
    count("since_year", "開始年", "since year", "継続して実施している事業の始まりの年（西暦）。",
          "The calendar year since which it takes place.", unit="年"),
    text("purpose", "目的・内容", "purpose", "事業の目的と内容。", "Purpose and content."),
    text("organisations_printed", "関係団体の原典の表記", "organisations as printed",
         "原典に印刷された関係団体の欄。", "The cell of organisations as printed."),
    text("effects", "効果・反響", "effects", "取組の効果、市民からの反響など。", "Effects and responses."),
    text("participants_printed", "参加人数の原典の表記", "participants as printed",
         "全日程をまとめた参加人数の原典の表記。", "The total of participants as printed."),
    count("participants", "参加人数", "participants",
          "原典が全日程をまとめて示す参加人数。日程ごとの人数はoccurrencesの表。",
          "Persons at all dates together where the row says so; see occurrences for each date.", unit="人"),
    PLACE,
    text("dates_printed", "実施日の原典の表記", "dates as printed",
         "原典に印刷された実施年月日の欄。", "The cell of dates as printed."),
    flag("organisations_are_prose", "関係団体が文章", "organisations are prose",
         "関係団体の欄が文章で、団体名を正確に取り出せなければtrue。",
         "true where no clean list of names can be taken from the cell."),
)  # fmt: skip

_OCCURRENCE_FIELDS = (
    ENTRY_ID,
    POSITION,
    text("label", "回の名称", "label", "その日に行われたことの名称。", "What took place on that date."),
    text("start", "開始日", "start", "開始日（西暦）。月だけが分かる場合は年月。",
         "First day (ISO 8601); a month where only the month is told.", pattern=ISO_DATE),
    text("end", "終了日", "end", "終了日（西暦）。1日だけの場合は空欄。",
         "Last day (ISO 8601); empty for a single day.", pattern=ISO_DATE),
    text("date_printed", "日付の原典の表記", "date as printed", "原典に印刷された日付。",
         "The date as printed."),
    count("participants", "参加人数", "participants",
          "この日の参加人数。空欄は記載がないことを示し、0人ではありません。",
          "Persons at this occurrence; empty means not told, never 0.", unit="人"),
    flag("approximate", "概数", "approximate", "約と印刷されていればtrue。", "true where approximate."),
    flag("cumulative", "延べ", "cumulative", "延べ人数であればtrue。",
         "true where persons are counted once for each visit."),
    flag("cancelled", "中止", "cancelled", "中止であればtrue。", "true where it did not take place."),
    text("note", "注記", "note", "日付に添えられた注記。", "What else stands there."),
    PLACE,
)  # fmt: skip

_ORGANISATION_FIELDS = (
    ENTRY_ID,
    POSITION,
    text("name", "団体名", "name", "団体の名称。原典の表記のまま。", "The name as printed."),
    text("role", "団体の役割", "role", "団体の役割を示すコード。", "Code of the role.",
         codes="organisation_role", required=True),
    PLACE,
)  # fmt: skip


def _departments(edition: Edition) -> Iterator[tuple[Value, ...]]:
    for entry in edition.content.entries:
        for position, department in enumerate(entry.departments, start=1):
            yield entry.entry_id, position, department


COLLABORATION_TABLES: tuple[OpenTable, ...] = (
    OpenTable(
        name="collaborations", title="協働事業", title_en="Collaboration projects",
        description="協働事業実施状況の1行ごとの記録。", description_en="The rows of the yearly register.",
        fields=_ENTRY_FIELDS, source=from_table("collaborations", _ENTRY_FIELDS), key=("entry_id",),
    ),
    OpenTable(
        name="collaboration_departments", title="協働事業の担当部署", title_en="Departments of the projects",
        description="協働事業と担当部署の対応。1行に1つ。",
        description_en="Which department belongs to which project, one a row.",
        fields=(
            ENTRY_ID,
            POSITION,
            text("department", "担当部署", "department", "担当部署の名称。原典の表記のまま。",
                 "The responsible department as printed."),
        ),
        source=_departments, key=("entry_id", "position"), foreign_keys=(_TO_ENTRY,),
    ),
    OpenTable(
        name="occurrences", title="実施日", title_en="Occurrences",
        description="協働事業が行われた日と参加人数。1行に1つの日または期間。",
        description_en="When projects took place and how many came, one day or range a row.",
        fields=_OCCURRENCE_FIELDS, source=from_table("occurrences", _OCCURRENCE_FIELDS),
        key=("entry_id", "position"), foreign_keys=(_TO_ENTRY,),
    ),
    OpenTable(
        name="organisations", title="関係団体", title_en="Organisations",
        description="協働事業に関係した団体。1行に1団体。",
        description_en="The organisations of each project, one a row.",
        fields=_ORGANISATION_FIELDS, source=from_table("organisations", _ORGANISATION_FIELDS),
        key=("entry_id", "role", "position"), foreign_keys=(_TO_ENTRY,),
    ),
)  # fmt: skip
"""In the order in which they refer to each other."""
