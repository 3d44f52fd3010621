"""Makes fictional registers and prints them in either layout, so that reading them back can be compared.

`Facts` is what a row says; `print_broken` and `print_tabs` lay it out as cities' tables come out of their files:
cells wrapped to the width of their column, cells of one line sharing a line with the next, pages with repeated heads.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field

NOT_FIRST = set("、。，．・：；？！）」』】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ")
NOT_LAST = set("（「『【")


@dataclass
class Facts:
    """One fictional row; `dates` are (start, end, printed) with ISO days."""

    number: int
    title: str
    department: str
    recurrence: str
    since: int | None
    purpose: list[str]
    organisations: list[str]
    organisations_text: list[str]
    dates: list[tuple[str, str | None, str]]
    participants: int | None
    effects: list[str]
    counts: list[int | None] = field(default_factory=list)


TOPICS = [
    "防災",
    "健康",
    "音楽",
    "環境",
    "読書",
    "福祉",
    "国際交流",
    "子育て",
    "農業",
    "商店街",
    "文化財",
    "スポーツ",
    "交通安全",
    "消費生活",
    "花と緑",
    "ものづくり",
    "親子",
    "高齢者",
    "ボランティア",
    "歴史",
]
EVENTS = [
    "講演会",
    "フェスティバル",
    "教室",
    "まつり",
    "マラソン大会",
    "セミナー",
    "研修会",
    "写真展",
    "清掃活動",
    "コンサート",
    "ワークショップ",
    "体験講座",
    "交流会",
    "フォーラム",
    "相談会",
    "パトロール事業",
    "推進事業",
    "コンテスト",
]
PLACES = ["花咲", "みなと", "桜台", "若葉", "青空", "北山", "浜辺", "緑が丘", "白鳥", "星野"]
DEPARTMENTS = [
    "防災対策室",
    "こども・子育て課",
    "市立図書館",
    "ものづくりセンター",
    "消防本部総務課",
    "市民協働推進課",
    "農政課",
    "郷土博物館",
    "企画財政部企画課",
    "スポーツ振興担当",
    "水道局",
    "中央公民館",
    "地域包括支援センター",
    "男女平等・協働参画室",
    "産業・雇用支援課",
    "社会教育課",
    "商工観光課",
    "学校給食共同調理場",
    "地域づくり支援課",
    "健康づくり課",
    "環境政策課",
    "教育総務課",
    "消防署",
    "こども若者課",
    "地域福祉課",
    "高齢福祉課",
    "スポーツ未来推進課",
    "科学館",
    "花咲支所",
    "福祉事務所",
    "広報広聴係",
]
BODIES = [
    "商工会議所",
    "社会福祉協議会",
    "女性団体連絡協議会",
    "町内会連合会",
    "観光協会",
    "スポーツ協会",
    "子ども会育成連絡協議会",
    "実行委員会",
    "文化団体協議会",
    "保健所",
    "警察署",
    "大学",
    "高等学校",
    "読み聞かせの会",
    "ネットワーク",
    "建設業協会",
    "農業協同組合",
    "青年会議所",
    "消費者協会",
    "漁業協同組合",
    "友の会",
    "ボランティアサークル",
    "消防団",
]
FORMS = [
    "公益財団法人",
    "一般社団法人",
    "ＮＰＯ法人\u3000",
    "（公財）",
    "（一社）",
    "社会福祉法人",
    "独立行政法人",
    "特定非営利活動法人",
]
COMPANIES = [
    "株式会社花咲新聞社",
    "株式会社みなと放送",
    "㈱レッドフラワーズ",
    "青空ガス株式会社",
    "有限会社星野印刷",
]
CLAUSES = [
    "市民の理解を深めることを目的として",
    "地域の団体が主体となり",
    "専門の講師を招いて",
    "子どもから高齢者までが参加できるように",
    "身近な課題について話し合い",
    "会場を市内の各地区に分けて",
    "日頃の備えを見直すきっかけとなるよう",
    "講義と実技指導を組み合わせ",
    "参加者どうしの交流をはかりながら",
    "広報誌やホームページで周知し",
    "若い世代にも関心をもってもらうため",
]
ENDINGS = [
    "講座を開催した。",
    "意見を交換した。",
    "活動の輪を広げた。",
    "体験の場を提供する。",
    "地域の活性化に寄与している。",
    "好評を得ている。",
    "今後も継続していく。",
    "育成を図る。",
    "理解が深まった。",
]
SHORT = (
    "大会の実施",
    "市民交流の推進",
    "安全意識の向上を図る",
    "子どもの体験活動の充実",
    "まちの魅力の発信",
    "会員相互の交流",
    "清掃活動の実施",
)


def width(text: str) -> int:
    """The printed width in half-width units."""
    return sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in text)


def wrap(text: str, most: int) -> list[str]:
    """Lines of at most `most` units, broken as Japanese is: 、 does not begin a line, （ does not end one."""
    lines: list[str] = []
    line = ""
    for char in text:
        if width(line + char) <= most:
            line += char
            continue
        carry = ""
        if char in NOT_FIRST and line:
            line, carry = line[:-1], line[-1]
        while line and line[-1] in NOT_LAST:
            line, carry = line[:-1], line[-1] + carry
        lines.append(line)
        line = carry + char
    return [*lines, line]


def make_facts(rng: random.Random, number: int, year: int = 2024) -> Facts:
    """A random row of fiscal `year`."""
    organisations, text = make_organisations(rng)
    recurrence, since = make_recurrence(rng)
    dates = make_dates(rng, year)
    return Facts(
        number=number,
        title=make_title(rng, year),
        department=rng.choice(DEPARTMENTS),
        recurrence=recurrence,
        since=since,
        purpose=make_paragraphs(rng, rng.choice([0, 1, 1, 1, 2])),
        organisations=organisations,
        organisations_text=text,
        dates=dates,
        participants=rng.choice(
            [None, *[rng.choice([rng.randrange(3, 100), rng.randrange(100, 9000)]) for _ in range(8)]]
        ),
        effects=make_paragraphs(rng, rng.choice([1, 1, 2])),
        counts=[rng.choice([None, rng.randrange(2, 500)]) for _ in dates],
    )


def make_title(rng: random.Random, year: int) -> str:
    """A title, sometimes long, with brackets, numbers, or a space."""
    place, topic, event = rng.choice(PLACES), rng.choice(TOPICS), rng.choice(EVENTS)
    return rng.choice(
        [
            f"{place}{topic}{event}",
            f"第{rng.randrange(2, 60)}回{place}{topic}{event}",
            f"令和{wide(year - 2018)}年度　{place}市{topic}{event}",
            f"令和{wide(year - 2018)}年度 {topic}{event}",
            f"{topic}{event}（{place}会場）",
            f"{topic}{event}「{place}をつくろう」",
            f"{year}年度{place}{topic}{event}「中堅リーダー講座」",
            f"{place}新聞杯　第{rng.randrange(2, 60)}回{place}{topic}{event}in{place}",
            f"{topic}{event}【{place}市社会福祉協議会】",
            f"{topic}{event}",
        ]
    )


def wide(number: int) -> str:
    """Digits as full-width characters."""
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def make_organisations(rng: random.Random) -> tuple[list[str], list[str]]:
    """Names, and the lines of the cell that holds them."""

    def one() -> str:
        if rng.random() < 0.15:
            return rng.choice(COMPANIES)
        form = rng.choice(FORMS) if rng.random() < 0.25 else ""
        return form + rng.choice(PLACES) + rng.choice(["", "市", "地区"]) + rng.choice(BODIES)

    names: list[str] = []
    for _ in range(rng.choice([1, 1, 1, 1, 2, 2, 3, 5])):
        name = one()
        if name not in names:
            names.append(name)
    if len(names) == 2 and rng.random() < 0.3:
        return names, [f"（共催）　{names[0]}", f"（協力団体）{names[1]}"]
    return names, ["、".join(names)]


def make_recurrence(rng: random.Random) -> tuple[str, int | None]:
    """実施区分 as printed and its since-year."""
    year = rng.randrange(1955, 2024)
    era = (
        f"令和{year - 2018 if year > 2019 else '元'}"
        if year >= 2019
        else f"平成{year - 1988}"
        if year >= 1989
        else f"昭和{year - 1925}"
    )
    return rng.choice(
        [
            (f"例年実施（{era}年～）", year),
            (f"例年実施（{era}年～）", year),
            (f"例年実施（{era}年～）", year),
            ("単年度（新規）実施", None),
            ("例年実施", None),
            ("隔年実施", None),
            (f"隔年実施（{era}年～）", year),
            ("例年実施（令和５年度までは市が単独で開催）", None),
        ]
    )


def make_dates(rng: random.Random, year: int) -> list[tuple[str, str | None, str]]:
    """Dates of the fiscal year in order, single days and ranges with parts left out."""
    dates = []
    for month in sorted(rng.sample(range(4, 16), rng.choice([1, 1, 1, 2, 3, 6]))):
        y, m = (year, month) if month <= 12 else (year + 1, month - 12)
        day = rng.randrange(1, 25)
        start = f"{y}-{m:02}-{day:02}"
        printed = f"令和{y - 2018}年{m}月{day}日"
        kind = rng.random()
        if kind < 0.7:
            dates.append((start, None, printed))
        elif kind < 0.8:
            dates.append((start, f"{y}-{m:02}-{day + 2:02}", f"{printed}～{day + 2}日"))
        elif kind < 0.9:
            dates.append((start, f"{y}-{m:02}-{day + 3:02}", f"{printed}～\n{m}月{day + 3}日"))
        else:
            dates.append((start, f"{y}-{m:02}-{day + 1:02}", f"{printed[:-1]}～{day + 1}日"))
    return dates


def make_paragraphs(rng: random.Random, count: int) -> list[str]:
    """Paragraphs of sentences; none asked for gives one short phrase."""
    if count == 0:
        return [rng.choice(SHORT)]
    return [
        "".join(
            "、".join(rng.sample(CLAUSES, rng.choice([1, 2, 3]))) + "、" + rng.choice(ENDINGS)
            for _ in range(rng.choice([1, 1, 2, 3]))
        )
        for _ in range(count)
    ]


@dataclass
class Style:
    """How a broken-cell document is laid out."""

    title: int = 36
    department: int = 12
    recurrence: int = 18
    purpose: int = 54
    organisations: int = 34
    effects: int = 54
    alignment: str = "top"
    padding: int = 12
    indent_paragraphs: bool = False
    rows_a_page: int = 9
    heading: str = "①　協働の形態：共催 "
    dash: str = "-"


HEAD = """№ 実施年月日 協働事業の名称 担当部署 実施区分 協働事業の目的、内容等 取組に関係した団体等

参加人数
（複数回の場
合は延べ人

数）

取組の効果、市民からの反響等
"""


def print_broken(rows: list[Facts], style: Style, *, year: int = 2024) -> str:
    """The rows with their cells broken over lines, as text comes out of a printed table."""
    out = [
        f"３　協働事業実施状況（令和{wide(year - 2018)}年度）　",
        f"{style.heading}（{len(rows)}件）",
        "",
        HEAD,
    ]
    pages = (len(rows) + style.rows_a_page - 1) // style.rows_a_page
    for index, row in enumerate(rows):
        if index and index % style.rows_a_page == 0:
            page = index // style.rows_a_page
            out += ["", f"{style.heading}{page}/{pages}", "", HEAD]
        out.append(_broken_row(row, style))
    return "\n".join([*out, f"{style.heading}{pages}/{pages}", "", ""])


def _broken_row(row: Facts, style: Style) -> str:
    dates = [line for _, _, printed in row.dates for line in printed.split("\n")]
    count = style.dash if row.participants is None else f"{row.participants:,}"
    effects = [
        line
        for text in row.effects
        for line in wrap(("　" if style.indent_paragraphs else "") + text, style.effects)
    ]
    purpose = [
        line
        for text in row.purpose
        for line in wrap(("　" if style.indent_paragraphs else "") + text, style.purpose)
    ]
    cells = [
        dates,
        wrap(row.title, style.title),
        wrap(row.department, style.department),
        wrap_recurrence(row.recurrence, style.recurrence),
        purpose,
        [line for text in row.organisations_text for line in wrap(text, style.organisations)],
    ]
    blocks = [[str(row.number)]]
    joins = False
    for cell in cells:
        if joins and _same_height(blocks[-1], cell, style):
            blocks[-1] = [*blocks[-1][:-1], f"{blocks[-1][-1]} {cell[0]}", *cell[1:]]
            joins = (style.alignment == "top" and len(cell) == 1) or style.alignment != "top"
        else:
            blocks.append(list(cell))
            joins = len(cell) == 1 or style.alignment == "middle"
    padded = count.rjust(style.padding)
    if row.participants is None:
        blocks += [[f" {count}"], effects]
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"
    last = cells[-1]
    if len(last) == 1:
        blocks[-1] = [
            *blocks[-1][:-1],
            f"{blocks[-1][-1]}{padded if style.padding > 6 else '  ' + count} {effects[0]}",
            *effects[1:],
        ]
    else:
        blocks.append([f"{padded if style.padding > 6 else count} {effects[0]}", *effects[1:]])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _same_height(block: list[str], cell: list[str], style: Style) -> bool:
    if style.alignment == "top":
        return True
    return len(block) == 1 and len(cell) <= 2


def wrap_recurrence(text: str, most: int) -> list[str]:
    """実施区分 with its bracket on a line of its own, wrapped where that is too long."""
    head, bracket, rest = text.partition("（")
    if head == "単年度" or not bracket:
        return wrap(text, most)
    return [head, *wrap(bracket + rest, most - 2)]


TAB_HEAD = "No.\t協働事業の名称 (担当課)\t実施区分\t協働事業の目的、内容等\t取組に関係した団体 等\t実施年月日、参加人数\t取組の効果、市民からの反響等"


def print_tabs(rows: list[Facts], rng: random.Random, *, year: int = 2020, rows_a_page: int = 3) -> str:
    """The rows tab-separated, headings and head repeated on every page; some rows broken for their columns."""
    heading = f"① 協働の形態：共催（{len(rows)}件）"
    out = ["", f"3 協働事業実施状況（令和{year - 2018}年度）", "", heading, "", TAB_HEAD]
    for index, row in enumerate(rows):
        if index and index % rows_a_page == 0:
            out += ["", heading, "", TAB_HEAD]
        out.append(_tab_row(row, wrapped=rng.random() < 0.3))
    return "\n".join([*out, ""])


def _tab_row(row: Facts, *, wrapped: bool) -> str:
    def cell(text: str, most: int) -> str:
        return " ".join(wrap(text, most)) if wrapped else text

    dates = " ".join(
        _spaced(printed) + (f"（{count}人）" if count is not None else "")
        for (_, _, printed), count in zip(row.dates, row.counts, strict=True)
    )
    cells = [
        str(row.number),
        f"{cell(row.title.replace(' ', '　'), 14)} ({cell(row.department, 14)})",
        cell(row.recurrence, 20),
        " ".join(cell(text, 30) for text in row.purpose),
        " ".join(cell(text, 22) for text in row.organisations_text),
        dates,
        " ".join(cell(text, 30) for text in row.effects),
    ]
    return "\t".join(cells)


def _spaced(printed: str) -> str:
    return printed.replace("\n", " ").replace("令和", "令和 ")
