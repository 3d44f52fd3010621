"""The open data tables that every edition has: the document, its figures recomputed, rules and findings."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.fields import (
    ISO_DATE,
    PLACE,
    POSITION,
    ForeignKey,
    count,
    flag,
    number,
    text,
)
from mitodoke.outputs.open_data.open_table import OpenTable, Value, from_table

_DOCUMENT_FIELDS = (
    text("document", "文書ID", "document", "文書を示すID。", "Identifies the document."),
    text("title", "文書名", "title", "文書の名称。", "The title of the document."),
    text("kind", "文書の種別", "kind", "文書の種別を示すコード。", "Code of the kind.",
         codes="document_kind", required=True),
    text("municipality_code", "全国地方公共団体コード", "municipality code",
         "6桁の全国地方公共団体コード（最後の1桁は検査数字）。",
         "Six-digit code of local governments, the last digit being a check digit.", pattern="[0-9]{6}"),
    text("municipality", "地方公共団体名", "municipality", "市区町村の名称。", "The municipality."),
    count("fiscal_year", "年度", "fiscal year", "最も新しい事実の年度（西暦、4月から翌年3月）。",
          "Fiscal year (April to March) of the newest facts, by its first year.", unit="年度"),
    text("period_start", "対象期間の始まり", "period start", "文書が対象とする期間の最初の日。",
         "First day of the reported period.", pattern=ISO_DATE),
    text("period_end", "対象期間の終わり", "period end", "文書が対象とする期間の最後の日。",
         "Last day of the reported period.", pattern=ISO_DATE),
    text("as_of", "時点", "as of", "内容がいつの時点のものか。", "The day the state is told for.", pattern=ISO_DATE),
    text("published", "公表日", "published", "原典が公表された日。月だけが分かる場合は年月。",
         "When the source was published; may be a month.", pattern=ISO_DATE),
    text("sha256", "原典のSHA-256", "sha256", "読み込んだファイルのハッシュ値（SHA-256）。",
         "Hash of the file that was read."),
    count("lines", "行数", "lines", "読み込んだファイルの行数。", "Lines of the file.", unit="行"),
    count("lines_accounted", "使途の分かる行数", "lines accounted",
          "記録・見出しになったか、理由を付けて除いた行の数。",
          "Lines that became records or headings, or were left out for a reason.", unit="行"),
    text("layout", "様式", "layout", "読み取りに使った様式の名前。", "The layout it was read in."),
    text("publisher", "公表した部署", "publisher", "原典を公表した部署。", "Who published the source."),
)  # fmt: skip

_GLOSSARY_FIELDS = (
    text("term", "用語", "term", "文書が説明している用語。", "The term."),
    text("definition", "説明", "definition", "用語の説明。文章を含まない版では空欄。",
         "What it means; empty in abridged editions."),
    PLACE,
    count("number", "注番号", "number", "用語の注番号（※3は3）。", "The number of the footnote."),
)  # fmt: skip

_FIGURE_FIELDS = (
    text("subject", "対象", "subject", "数値が何についてのものか（項目IDまたはdocument）。",
         "What the figure is about: an id, or document."),
    text("figure", "数値の種類", "figure", "progressは進捗状況、countで始まるものは件数。",
         "What is stated: progress, or a name that begins with count."),
    text("printed", "原典の表記", "printed", "原典に印刷された数値。空欄は原典で失われています。",
         "As printed; empty where the print lost it."),
    number("calculated_exact", "再計算した値（丸める前）", "calculated, exact",
         "公表された内容から再計算した値。丸める前。", "Recomputed, before rounding."),
    number("calculated", "再計算した値", "calculated", "公表された内容から再計算し、丸めた値。",
         "Recomputed and rounded."),
    text("rule", "計算の規則", "rule", "再計算に使った規則。", "The rule of the recomputation.", required=True),
    flag("agrees", "一致", "agrees", "印刷された数値と再計算した値が一致すればtrue。片方がなければ空欄。",
         "Whether both agree; empty where one side is missing."),
    PLACE,
)  # fmt: skip

_RULE = text("rule", "規則", "rule", "集計規則の名前。", "The name of the rule.", required=True)
_RULE_FIELDS = (
    _RULE,
    text("label", "規則の説明", "label", "集計規則の説明。", "The rule in words."),
    flag("fits", "すべて再現", "fits", "印刷された数値をすべて再現すればtrue。",
         "true where it reproduces every printed figure."),
    count("reproduces", "再現した数", "reproduces", "再現した数値の数。", "How many it reproduces.", unit="個"),
    count("of", "比べた数", "of", "比べた数値の数。", "Of how many.", unit="個"),
)  # fmt: skip

_FINDING_FIELDS = (
    text("check", "検査", "check", "指摘を出した検査の名前。", "The check that found it."),
    text("severity", "指摘の重さ", "severity", "指摘の重さを示すコード。", "Code of the severity.",
         codes="severity", required=True),
    text("subject", "対象", "subject", "指摘の対象（IDまたはdocument）。", "What it is about."),
    text("field", "欄", "field", "指摘の対象となる欄。", "The field."),
    PLACE,
    text("printed", "原典の表記", "printed", "原典に印刷されているもの。", "What is printed."),
    text("expected", "想定", "expected", "本来想定されるもの。空欄は定まらないことを示します。",
         "What was expected; empty when nothing definite."),
    text("message", "指摘の内容", "message", "何がどうなっていて、何をすればよいか。",
         "What is wrong and what to do, in Japanese."),
)  # fmt: skip


def _failures(edition: Edition) -> Iterator[tuple[Value, ...]]:
    for trial in edition.audit.trials:
        for position, failure in enumerate(trial.failures, start=1):
            yield trial.rule, position, failure


DOCUMENT_TABLES: tuple[OpenTable, ...] = (
    OpenTable(
        name="document", title="文書", title_en="Document",
        description="この版のもとになった文書。1行だけの表。",
        description_en="The document that the edition was made from; one row.",
        fields=_DOCUMENT_FIELDS, source=from_table("document", _DOCUMENT_FIELDS), key=("document",),
    ),
)  # fmt: skip
"""What stands before the content."""

AUDIT_TABLES: tuple[OpenTable, ...] = (
    OpenTable(
        name="glossary", title="用語解説", title_en="Glossary",
        description="文書が説明している用語。", description_en="The terms that the document explains.",
        fields=_GLOSSARY_FIELDS, source=from_table("glossary", _GLOSSARY_FIELDS),
    ),
    OpenTable(
        name="figures", title="数値の検算", title_en="Figures recomputed",
        description="文書が自らについて示す割合・合計・件数と、それを再計算した値。",
        description_en="Every percentage, total and count that the document states about itself, recomputed.",
        fields=_FIGURE_FIELDS, source=from_table("figures", _FIGURE_FIELDS),
    ),
    OpenTable(
        name="rules", title="試した集計規則", title_en="Roll-up rules tried",
        description="印刷された数値を再現するか試した集計規則。",
        description_en="The roll-up rules that were tried against the printed figures.",
        fields=_RULE_FIELDS, source=from_table("rules", _RULE_FIELDS), key=("rule",),
    ),
    OpenTable(
        name="rule_failures", title="集計規則が再現しない数値", title_en="Figures that a rule misses",
        description="集計規則が再現しなかった数値。1行に1つ。",
        description_en="The figures that a rule does not reproduce, one a row.",
        fields=(
            _RULE,
            POSITION,
            text("failure", "再現しない数値", "failure", "再現しなかった数値の対象、印刷された値、計算した値。",
                 "Subject, printed value and calculated value."),
        ),
        source=_failures, key=("rule", "position"),
        foreign_keys=(ForeignKey(field="rule", table="rules", target="rule"),),
    ),
    OpenTable(
        name="findings", title="指摘", title_en="Findings",
        description="原典の疑わしい箇所。原典の値は直していません。",
        description_en="Doubtful places of the source; the source's values are kept.",
        fields=_FINDING_FIELDS, source=from_table("findings", _FINDING_FIELDS),
    ),
)  # fmt: skip
"""What stands after the content."""
