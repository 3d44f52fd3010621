"""Makes the rows of fictional registers; `Facts` is what a row says, however it is printed.

Over 300 lines long because half of it are lists of words.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field


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


HARD_TITLES = [
    "第3回 全国花いっぱい大会 花咲会場",
    "まちの保健室",
    "移動水族館",
    "市民講座 未来塾",
    "みんなの広場",
    "花咲市青少年健全育成推進会議",
    "食育月間「朝ごはんを食べよう」キャンペーン 2024",
    "オレンジカフェ（認知症カフェ）",
    "スポーツ大使講演 「夢をあきらめない」",
    "若者会議",
    "花咲みらい塾 ～まちの未来を語ろう～",
    "HANASAKI MUSIC FESTIVAL 2024",
    "第12回はなさき落語会（花丸独演会）",
    "市民後見人養成講座・フォローアップ研修",
    "農業体験学習「お米をつくろう」",
    "避難所運営ゲーム（HUG）研修",
    "ペタンク・モルック体験会",
    "リサイクルフェア（フリーマーケット）【雨天のため中止】",
]
HARD_DEPARTMENTS = [
    "こども若者課、社会教育課",
    "総務部 総務課",
    "教育委員会社会教育部文化財課",
    "市民生活部市民協働・男女共同参画推進課",
    "保育課",
    "図書館",
    "会計管理者",
    "選挙管理委員会事務局",
    "こども家庭センター",
    "国際・都市間交流課",
    "DX推進室",
    "花と緑の課",
]
HARD_ORGANISATIONS = (
    (["16地区（82町内会）"], ["16地区（82町内会）"]),
    (["花咲市", "北海道"], ["花咲市、北海道"]),
    (["NPO法人 花咲クラブ"], ["NPO法人 花咲クラブ"]),
    (["花咲中学校PTA"], ["花咲中学校PTA"]),
    (["花咲ロータリークラブ", "花咲ライオンズクラブ"], ["花咲ロータリークラブ、花咲ライオンズクラブ"]),
    (["（地独）花咲総合研究機構　工業試験場"], ["（地独）花咲総合研究機構　工業試験場"]),
    (["花咲商工会議所", "花咲市観光協会", "花咲警察署"], ["花咲商工会議所", "花咲市観光協会", "花咲警察署"]),
    (["はなさき子育てネット"], ["はなさき子育てネット"]),
    (["おはなしの部屋「どんぐり」"], ["おはなしの部屋「どんぐり」"]),
    (["ＪＡはなさき"], ["ＪＡはなさき"]),
)
HARD_PURPOSES = (
    ["（目的）", "地域の防災力を高める。", "（内容）", "講話と訓練"],
    ["・一般の部　５ｋｍ", "・親子の部　２ｋｍ"],
    ["住民の自助・共助の意識を高める。", "", "町内会の役員や防災リーダーを対象に、図上訓練を行う。"],
    ["音楽をとおして市民の交流を図るとともに、若い世代の発表の機会とする"],
    ["花咲市では、毎年20回程度の講座を開き、延べ1,000人の参加を目標としている。"],
    ["1 目的　交流", "2 内容　展示と発表"],
)
HARD_EFFECTS = (
    ["参加者は昨年より20名増え、好評であった。", "", "次年度も継続する。"],
    ["・参加者から好評", "・新聞に掲載"],
    ["20代の参加が少なく、周知の方法が課題である。"],
)


def make_hard_facts(rng: random.Random, number: int) -> Facts:
    """A random row in which any cell may be one of those that are easily misread."""
    row = make_facts(rng, number)
    if rng.random() < 0.5:
        row.title = rng.choice(HARD_TITLES)
    if rng.random() < 0.4:
        row.department = rng.choice(HARD_DEPARTMENTS)
    if rng.random() < 0.5:
        row.organisations, row.organisations_text = rng.choice(HARD_ORGANISATIONS)
    if rng.random() < 0.5:
        row.purpose = rng.choice(HARD_PURPOSES)
    if rng.random() < 0.4:
        row.effects = rng.choice(HARD_EFFECTS)
    return row
