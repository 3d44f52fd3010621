"""The 30 rules as data: number, level, what is asked for, and how it is checked, or why it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """What a rule is checked on without a person."""

    BOTH = "both"
    CSV = "csv"
    WORKBOOK = "workbook"
    TWO_FILES = "two_files"
    NOT_BY_MACHINE = "not_by_machine"

    @property
    def label(self) -> str:
        """The Japanese words shown to people."""
        return {
            Scope.BOTH: "CSVとExcelで自動",
            Scope.CSV: "CSVで自動",
            Scope.WORKBOOK: "Excelで自動",
            Scope.TWO_FILES: "前回のファイルとの比較で自動",
            Scope.NOT_BY_MACHINE: "人が確かめる",
        }[self]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `demand` is what a file must be like, `how` how that is found, or why it cannot be found."""

    id: str
    demand: str
    scope: Scope
    how: str

    @property
    def level(self) -> int:
        """1 (a machine can read it), 2 (can calculate with it) or 3 (can join it with other data)."""
        return int(self.id[1])


RULES: tuple[Rule, ...] = (
    Rule("L1-01", "機械が直接読める形式（xlsx、CSVなど）で作る", Scope.BOTH, "ファイルの中身が実際にその形式かを調べる"),
    Rule("L1-02", "1つのシート（ファイル）に表は1つだけ置く", Scope.BOTH, "空白行の後に別の見出し行が始まるかを調べる"),
    Rule("L1-03", "空白の行や列で表を分けない", Scope.BOTH, "表の中の空白行と、名前も値もない列を調べる"),
    Rule("L1-04", "表の外にメモや注を置かない", Scope.BOTH, "注の印で始まる1セルだけの行と、見出しの外の値を調べる"),
    Rule("L1-05", "すべての列に、内容の分かる項目名を付ける", Scope.BOTH, "空の項目名、記号や番号だけの項目名を調べる"),
    Rule("L1-06", "空白や改行で見た目を整えない", Scope.BOTH, "前後の空白、続く空白、1字ごとの空白、セル内の改行を調べる"),
    Rule("L1-07", "1つのセルには1つの値だけを入れる", Scope.BOTH, "区切り記号で並ぶ数値や短い語を調べる"),
    Rule("L1-08", "機種に依存する文字を避ける", Scope.BOTH, "外字と読めない文字は誤り、丸数字などは助言として示す"),
    Rule("L1-09", "空欄と0を区別する", Scope.NOT_BY_MACHINE, "空欄が「0」のつもりか「値なし」かは値だけでは分からない"),
    Rule("L1-10", "図形・画像・グラフ・コメントに情報を置かない", Scope.WORKBOOK, "ブックの中の図形、画像、グラフ、コメントを調べる"),
    Rule("L1-11", "色や太字で意味を表さない", Scope.WORKBOOK, "同じ列の中で塗りつぶし、太字、文字色、取り消し線が変わるかを調べる"),
    Rule("L1-12", "セルを結合しない", Scope.WORKBOOK, "結合されたセルを調べる"),
    Rule("L1-13", "行・列・シートを隠さない", Scope.WORKBOOK, "非表示の行、列、シートと、折りたたまれた行や列を調べる"),
    Rule("L1-14", "CSVでは1件を1行に書く", Scope.CSV, "値の中の改行と、項目の足りない行を調べる"),
    Rule("L1-15", "CSVではカンマを含む値を二重引用符で囲む", Scope.CSV, "項目の多すぎる行と、閉じていない引用符を調べる"),
    Rule("L2-01", "数値は数値だけで書き、単位・桁区切り・注記を付けない", Scope.BOTH, "数値の列にある、単位や桁区切りの付いた値、文字列になった数値を調べる"),
    Rule("L2-02", "前の行と同じ値でも省略しない", Scope.BOTH, "先頭の列の空欄と、「〃」「同上」などの値を調べる"),
    Rule("L2-03", "項目名を1行にまとめ、重複させない", Scope.BOTH, "同じ項目名と、2行に分かれた見出しを調べる"),
    Rule("L2-04", "選択肢はコードか決まった語で書く", Scope.BOTH, "全角半角や空白だけが違う値の混在を助言として示す"),
    Rule("L2-05", "「その他」の内訳は別の列に書く", Scope.BOTH, "選択肢の列にある「その他（…）」の形の値を調べる"),
    Rule("L2-06", "数式を残さず値にする", Scope.BOTH, "Excelの数式と、CSVで数式として実行されうる値を調べる"),
    Rule("L3-01", "1行目を項目名、2行目からをデータにする", Scope.BOTH, "1行目が空白や表題になっていないかを調べる"),
    Rule("L3-02", "コードを使うときはコード表を添える", Scope.NOT_BY_MACHINE, "コード表は別のファイルで添えられることがあり、1つのファイルからは分からない"),
    Rule("L3-03", "数値の列の特殊な記号は意味を書いておく", Scope.BOTH, "数値の列にある記号を助言として示す（意味の説明の有無は分からない）"),
    Rule("L3-04", "数値の単位を書いておく", Scope.BOTH, "項目名にも列にも単位がない数値の列を助言として示す（英数字の項目名は定義ファイルに単位を書く）"),
    Rule("L3-05", "時点は西暦か、西暦を併記した和暦で、同じ書き方にする", Scope.BOTH, "日付の列にある和暦だけの値と、書き方の混在を調べる"),
    Rule("L3-06", "地域は公式のコードか正式な名称で書く", Scope.BOTH, "団体コードの桁数と検査数字、都道府県の名称を調べる"),
    Rule("L3-07", "毎回同じ項目と構造にする", Scope.TWO_FILES, "前回のファイルと項目名を比べる"),
    Rule("L3-08", "項目の定義・文字コード・更新履歴を示し、項目名に英数字を使う", Scope.BOTH, "文字コードと英数字の項目名を調べる（定義と更新履歴の有無は人が確かめる）"),
    Rule("L3-09", "年や項目を横に並べず、縦に並べる", Scope.BOTH, "年や月が項目名になっている列を調べる"),
)  # fmt: skip
"""In the order of the source."""

_BY_ID = {rule.id: rule for rule in RULES}


def rule(rule_id: str) -> Rule:
    """The rule of that number; KeyError for a number that is none's."""
    return _BY_ID[rule_id]
