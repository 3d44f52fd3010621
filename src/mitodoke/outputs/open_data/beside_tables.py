"""The open data tables of what stands beside the facts: opinions with answers, money, evidence, 検証, own fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mitodoke.domain.edition import DocumentContent, Edition
from mitodoke.outputs.open_data.fields import ISO_DATE, ITEM_ID, Field, ForeignKey, count, number, text
from mitodoke.outputs.open_data.item_tables import TO_ITEM
from mitodoke.outputs.open_data.open_table import OpenTable, Value

_YEAR = count(
    "fiscal_year", "年度", "fiscal year", "年度（西暦）。", "The fiscal year.", unit="年度", required=True
)


def _table(
    name: str,
    titles: tuple[str, str],
    descriptions: tuple[str, str],
    fields: tuple[Field, ...],
    rows: Callable[[DocumentContent], Iterable[tuple[Value, ...]]],
    *,
    key: tuple[str, ...] = (),
    foreign_keys: tuple[ForeignKey, ...] = (TO_ITEM,),
) -> OpenTable:
    def source(edition: Edition) -> Iterable[tuple[Value, ...]]:
        return rows(edition.content)

    return OpenTable(
        name=name,
        title=titles[0],
        title_en=titles[1],
        description=descriptions[0],
        description_en=descriptions[1],
        fields=fields,
        source=source,
        key=key,
        foreign_keys=foreign_keys,
    )


BESIDE_TABLES: tuple[OpenTable, ...] = (
    _table(
        "opinions", ("外部評価の意見と回答", "Opinions of outside evaluators with answers"),
        ("外部の評価者の意見と、確定した市の回答。",
         "What outside evaluators say, and the city's confirmed answers."),
        (
            text("item_id", "項目ID", "item id", "意見の対象の項目のID。計画全体への意見では空欄。",
                 "The item that the opinion is about; empty for the plan as a whole."),
            _YEAR,
            text("evaluator", "評価者", "evaluator", "意見を書いた評価者の名称。", "Who wrote the opinion.",
                 required=True),
            text("written_on", "意見の日", "day of the opinion", "意見が書かれた日。",
                 "The day on which it was written.", pattern=ISO_DATE, required=True),
            text("text", "意見", "opinion", "意見の文章。", "The opinion.", required=True),
            text("answer", "市の回答", "answer", "市の回答の文章。", "The city's answer.", required=True),
            text("department", "回答した部署", "department", "回答した部署。", "Who answered.", required=True),
            text("answered_on", "回答の日", "day of the answer", "回答が書かれた日。",
                 "The day on which the answer was written.", pattern=ISO_DATE, required=True),
        ),
        lambda content: (
            (o.item_id, o.fiscal_year, o.evaluator, o.written_on, o.text, o.answer, o.department, o.answered_on)
            for o in content.opinions
        ),
    ),
    _table(
        "amounts", ("予算・決算", "Budgets and settlements"),
        ("項目ごと、年度ごとの予算額と決算額。", "Budget and settlement of items by fiscal year."),
        (
            ITEM_ID,
            _YEAR,
            text("kind", "金額の種類", "kind", "金額の種類を示すコード。", "Code of the kind of amount.",
                 codes="amount_kind", required=True),
            number("yen", "金額", "amount", "金額（円）。", "The amount in yen.", unit="円"),
            text("note", "備考", "note", "金額への備考。", "A note to the amount."),
            text("taken_from", "出典", "taken from", "金額の出典。", "Where the amount is taken from."),
        ),
        lambda content: (
            (a.item_id, a.fiscal_year, a.kind.value, a.yen, a.note, a.source) for a in content.amounts
        ),
        key=("item_id", "fiscal_year", "kind"),
    ),
    _table(
        "evidence", ("根拠資料", "Evidence"),
        ("担当部署が公開した根拠資料。リンクかファイルのどちらか。",
         "Evidence that departments released: links, or files by their hash."),
        (
            text("subject", "対象", "subject", "項目IDまたは協働事業ID。",
                 "The id of the item or of the collaboration project.", required=True),
            text("department", "担当部署", "department", "資料を示した部署。", "Who gave it.", required=True),
            _YEAR,
            text("caption", "資料の説明", "caption", "何を示す資料か。", "What it shows."),
            text("address", "所在", "address", "リンクのURL。ファイルでは空欄。",
                 "The address of a link; empty for a file."),
            text("file_name", "ファイル名", "file name", "担当部署が付けたファイル名。リンクでは空欄。",
                 "What the department called the file; empty for a link."),
            text("kind", "ファイルの種類", "kind", "ファイルの種類を示すコード。リンクでは空欄。",
                 "Code of the kind of file; empty for a link.", codes="evidence_kind"),
            count("size", "大きさ", "size", "ファイルの大きさ（バイト）。", "Size of the file in bytes.",
                  unit="バイト"),
            text("file_sha256", "ファイルのSHA-256", "SHA-256 of the file", "ファイルのSHA-256。",
                 "Hash of the file.", pattern="[0-9a-f]{64}"),
        ),
        lambda content: (
            (e.subject, e.department, e.fiscal_year, e.caption, e.address, e.file_name,
             None if e.kind is None else e.kind.value, e.size, e.file_sha256)
            for e in content.evidence
        ),
        foreign_keys=(),
    ),
    _table(
        "verifications", ("検証の結果", "Yearly reviews"),
        ("項目ごとの年度末の検証の結果。", "What becomes of items after a year, and why."),
        (
            ITEM_ID,
            _YEAR,
            text("decision", "判断", "decision", "判断を示すコード。", "Code of the decision.",
                 codes="verification_decision", required=True),
            text("reason", "理由", "reason", "判断の理由。", "Why.", required=True),
            text("next_steps", "次の年度に行うこと", "next steps", "次の年度に行うこと。",
                 "What the next year does."),
        ),
        lambda content: (
            (v.item_id, v.fiscal_year, v.decision.value, v.reason, v.next_steps)
            for v in content.verifications
        ),
        key=("item_id", "fiscal_year"),
    ),
    _table(
        "own_values", ("独自の欄の値", "Values of the city's own fields"),
        ("自治体が独自に定め、公開するとした欄の値。",
         "What items say in fields that the city defined and releases."),
        (
            ITEM_ID,
            text("label", "欄の名前", "label", "欄の名前。", "What the field is called.", required=True),
            text("control", "欄の種類", "kind of field", "欄の種類を示すコード。", "Code of the kind of field.",
                 codes="field_control", required=True),
            text("value", "値", "value", "欄の値。", "The value.", required=True),
            text("meaning", "段階の意味", "meaning", "評価の段階の名前。ほかの種類では空欄。",
                 "The name of a step of a scale; empty otherwise."),
        ),
        lambda content: (
            (o.item_id, o.label, o.control.value, o.value, o.meaning) for o in content.own_values
        ),
    ),
    _table(
        "own_files", ("独自の欄のファイル", "Files in the city's own fields"),
        ("自治体が独自に定め、公開するとした欄に入れたファイル。",
         "Files that items have in fields that the city defined and releases."),
        (
            ITEM_ID,
            text("label", "欄の名前", "label", "欄の名前。", "What the field is called.", required=True),
            text("file_name", "ファイル名", "file name", "入力した人が付けたファイル名。",
                 "What whoever entered it called the file.", required=True),
            text("kind", "ファイルの種類", "kind", "ファイルの種類を示すコード。", "Code of the kind of file.",
                 codes="evidence_kind", required=True),
            count("size", "大きさ", "size", "ファイルの大きさ（バイト）。", "Size of the file in bytes.",
                  unit="バイト", required=True),
            text("file_sha256", "ファイルのSHA-256", "SHA-256 of the file", "ファイルのSHA-256。",
                 "Hash of the file.", pattern="[0-9a-f]{64}", required=True),
        ),
        lambda content: (
            (o.item_id, o.label, o.file_name, o.kind.value, o.size, o.file_sha256) for o in content.own_files
        ),
    ),
    _table(
        "wording_notes", ("約束の文言への補足", "Notes to the wording of promises"),
        ("変えない約束の文言に、日付を付けて補足したもの。",
         "What is said beside promises, whose wording does not change."),
        (
            ITEM_ID,
            text("noted_on", "補足の日", "day", "補足の日。", "The day of the note.", pattern=ISO_DATE,
                 required=True),
            text("text", "補足", "text", "補足の文章。", "The note.", required=True),
        ),
        lambda content: ((n.item_id, n.noted_on, n.text) for n in content.wording_notes),
    ),
)  # fmt: skip
"""Every table, in the order of the fields of an edition's content."""
