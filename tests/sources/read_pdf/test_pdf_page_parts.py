"""Tables, columns, vertical writing, wrapping and page furniture, each on a page set for it."""

from __future__ import annotations

import pytest
import typst

from mitodoke.outputs.reports.fonts import find_fonts
from mitodoke.outputs.reports.settings import FontChoice
from mitodoke.sources.placed_lines import BREAK, PlacedLines
from mitodoke.sources.read_pdf import read_pdf
from sources.read_pdf.bad_pdfs import pages_of

HEAD = '#set page(paper: "a5", margin: 15mm)\n#set text(font: "Noto Sans CJK JP", lang: "ja", size: 9pt, cjk-latin-spacing: none)\n'
PROSE = "市民と協働して地域の課題に取り組み、参加者の理解を深めることを目的として実施する。"


def read(source: str) -> PlacedLines:
    folders = [str(folder) for folder in find_fonts(FontChoice.NOTO).folders]
    pdf = typst.compile((HEAD + source).encode(), font_paths=folders, ignore_system_fonts=True)
    return read_pdf(pdf, "頁.pdf")


def texts(source: str) -> list[str]:
    return [line for line in read(source).lines if line]


def test_cells_become_columns_and_breaks_of_a_person_stay() -> None:
    source = "#table(columns: (1fr, 3fr), stroke: 0.5pt, [事業], [内容], [花まつり], [一行目\\ 二行目])"
    assert texts(source) == ["事業\t内容", f"花まつり\t一行目{BREAK}二行目"]


def test_a_wrapped_cell_is_one_text() -> None:
    source = f"#table(columns: (20mm, 60mm), stroke: 0.5pt, [事業], [内容], [花まつり], [{PROSE * 3}])"
    assert texts(source)[1] == "花まつり\t" + PROSE * 3


def test_head_rows_of_two_heights_become_one() -> None:
    source = """#table(columns: 4, stroke: 0.5pt,
      table.cell(rowspan: 2)[指標名], table.cell(colspan: 2)[実績値], table.cell(rowspan: 2)[目標値],
      [令和5年度], [令和6年度], [来場者数], [10人], [20人], [30人])"""
    assert texts(source) == [
        f"指標名\t実績値{BREAK}令和5年度\t実績値{BREAK}令和6年度\t目標値",
        "来場者数\t10人\t20人\t30人",
    ]


def test_a_row_over_all_columns_is_a_line() -> None:
    source = (
        "#table(columns: 3, stroke: 0.5pt, table.cell(colspan: 3)[子育て], [一], [二], [三], [あ], [], [う])"
    )
    assert texts(source) == ["子育て", "一\t二\t三", "あ\t\tう"]


def test_a_table_open_at_its_sides() -> None:
    source = "#table(columns: (1fr, 1fr), stroke: (x, y) => (y: 0.5pt, left: if x > 0 { 0.5pt }), [項目], [値], [人口], [十万人])"
    assert texts(source) == ["項目\t値", "人口\t十万人"]


def test_a_row_broken_over_pages_is_one_row_and_its_head_is_left_out() -> None:
    source = f"""#table(columns: (1fr, 6fr), stroke: 0.5pt, table.header([番号], [内容]),
      [1], [{PROSE * 30}], [2], [{PROSE * 2}])"""
    found = read(source)
    assert [line for line in found.lines if line] == ["番号\t内容", "1\t" + PROSE * 30, "2\t" + PROSE * 2]
    assert [one.reason for one in found.left_out].count("repeated_table_head") >= 1
    broken = next(
        place for line, place in zip(found.lines, found.places, strict=True) if line.startswith("1\t")
    )
    assert broken is not None
    assert "+p2@" in broken


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = "左の段の文章がここに続く。" * 25, "右の段の文章がここに続く。" * 25
    source = f"#set par(justify: true)\n#grid(columns: (1fr, 1fr), column-gutter: 10mm, [{left}], [{right}])"
    whole = "".join(texts(source))
    assert whole.index("右の段") > whole.rindex("左の段")


def test_headings_bullets_and_paragraphs() -> None:
    source = f"= 見出し\n\n{PROSE * 3}\n\n- 一つ目\n- {PROSE * 2}"
    assert texts(source) == ["見出し", PROSE * 3, "・一つ目", "・" + PROSE * 2]


def test_page_numbers_and_running_heads_are_left_out_with_reasons() -> None:
    source = '#set page(numbering: "1", header: [花咲市　資料])\n' + "#pagebreak()".join(
        f"{n * 90}。" for n in "一二三四"
    )
    found = read(source)
    assert sum("資料" in line for line in found.lines) == 0
    reasons = [one.reason for one in found.left_out]
    assert reasons.count("page_number") == 4
    assert reasons.count("running_head") == 4
    assert all(one.place and one.place.startswith("p") for one in found.left_out)


def test_a_heading_that_comes_once_is_not_left_out() -> None:
    assert "協働の形態：共催" in texts("協働の形態：共催\n#pagebreak()\n協働の形態：後援")


def test_vertical_writing_is_read_down_the_columns_from_the_right() -> None:
    columns = [
        "市長公約の取組状況を報告します",
        "子育て支援の拡充を進めました。",
        "以上のとおり報告いたします。",
    ]
    source = "#set page(margin: 20mm)\n#stack(dir: rtl, spacing: 6mm, " + ", ".join(
        "stack(dir: ttb, spacing: 2pt, " + ", ".join(f"[{letter}]" for letter in column) + ")"
        for column in columns
    )
    assert "".join(texts(source + ")")) == "".join(columns)


def test_a_watermark_is_left_out_and_text_at_the_side_is_told() -> None:
    source = (
        f"{PROSE}\n\n#place(center, rotate(45deg, text(30pt)[見本]))\n#place(right, rotate(90deg)[横の注])"
    )
    found = read(source)
    reasons = {one.reason: one.text for one in found.left_out}
    assert reasons == {"slanted_text": "見本", "turned_text": "横の注"}
    assert [finding.check for finding in found.findings] == ["turned_text"]


@pytest.mark.parametrize("text", ["⼈口と⾯積", "ﬁnal oﬃce"])
def test_mere_shapes_of_characters_become_those(text: str) -> None:
    assert texts(text)[0] in ("人口と面積", "final office")


def test_lines_of_another_writer() -> None:
    found = read_pdf(pages_of([["市長公約", "1. 一つ目"], ["二ページ"]]), "a")
    assert found.lines == ("市長公約", "1. 一つ目", "", "二ページ")
