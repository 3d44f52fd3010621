"""Makes random fictional pledge reports, as records and as text in all the broken forms of the layout."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

CITY = "花咲"
TOPICS = (
    "子育て", "学校図書館", "港まつり", "5歳児健診", "0歳からの保育", "GX産業", "水素・アンモニア", "見守り",
    "ICT", "市民農園", "文化ホール", "路面電車", "防災倉庫", "こども食堂", "AIデマンド交通", "空き家",
)  # fmt: skip
ENDS = (
    "の推進", "の拡充", "を動かす！", "の再構築", "に向けた構想の策定", "の検討（試行を含む）", "を支える仕組みづくり",
    "の広域化", "による効率化", "、担い手の育成強化", "の状況に応じた支援", "の取り組みを推進",
)  # fmt: skip
PLACES = ("駅前地区", "臨海部", "全小中学校", "市民・企業", "高齢者世帯", "若者", "2つの拠点", "農と海")
DEPARTMENTS = (
    "企画政策課", "こども家庭支援室", "学校教育課", "図書館", "科学センター", "協働・男女共同参画室", "DX推進室",
    "危機管理室", "商工労働課", "工業・雇用振興課", "市立病院経営管理課", "消防本部警防課",
)  # fmt: skip
SENTENCES = (
    "{0}について、関係する団体と{1}回の協議を行いました。",
    "令和7年{1}月から{0}の試行を始め、{1}人が参加しました。",
    "「{0}計画（第{1}期）」を策定・公表しました。",
    "{0}に係る調査を実施し、課題を整理した。",
    "MICE Hanasaki {1} において、{0}のPRを行いました。",
)
BULLETS = ("- ", "・", "○", "● ", "• ", "－ ")
HEADS = ("取組事業内容", "取組内容", "主な取組", "【取組内容】", "■主な取組内容")
LABELS = ("担当部署：", "担当課：", "担当部署:", "【担当】", "担当課　", "（担当部署）")
PERIODS = ("（令和7年4月～令和8年3月末）", "（令和７年４月〜令和８年３月）", "(R7.4～R8.3)", "")


@dataclass
class Measure:
    title: str
    activities: list[str]
    departments: list[str]
    repeat: str = "none"


@dataclass
class Pledge:
    code: str
    title: str
    progress: str
    measures: list[Measure]


@dataclass
class Vision:
    code: str
    title: str
    subtitle: str | None
    progress: str | None
    pledges: list[Pledge] = field(default_factory=list)


@dataclass
class Report:
    """The records, and the text that prints them."""

    visions: list[Vision]
    overall: str | None
    text: str = ""


class Maker:
    """One random report; everything a city decides once is drawn once."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        pick = self.random.choice
        self.code_width = pick([("02", "1"), ("1", "1"), ("02", "02")])
        self.bullet, self.head, self.label = pick(BULLETS), pick(HEADS), pick(LABELS)
        self.period = pick(PERIODS)
        self.percent = pick(["%", "％", " %"])
        self.decimals = pick([0, 0, 0, 1])
        self.full_width = self.random.random() < 0.2
        self.subtitles = self.random.random() < 0.7
        self.dash = pick(["-", "-", "－", "‐"])
        self.pages = self.random.random() < 0.4
        self.listed = self.random.random() < 0.6
        self.table = self.random.random() < 0.9
        self.tight = self.random.random() < 0.15
        self.headers = self.random.random() < 0.3
        self.table_percent = pick(["", "", "%", "％"])
        self.page = 0
        self.lines: list[str] = []

    def report(self) -> Report:
        visions = [self.vision(number) for number in range(1, self.random.choice([2, 3, 4, 12]))]
        report = Report(visions, self.number() if self.table else None)
        self.front(visions)
        for vision in visions:
            for pledge in vision.pledges:
                self.print_pledge(pledge)
        if self.table:
            self.print_table(report)
        else:
            for vision in visions:
                vision.progress = None
        if self.listed:
            self.print_list(visions)
        if not (self.table or self.listed):
            for vision in visions:
                vision.title, vision.subtitle = "", None
        report.text = "\n".join(self.lines) + "\n"
        return report

    # -- records -----------------------------------------------------------------------------------------

    def title(self) -> str:
        pick = self.random.choice
        title = pick(TOPICS) + pick(ENDS)
        if self.random.random() < 0.4:
            title = pick(PLACES) + "の" + title
        if self.random.random() < 0.2:
            title += "と" + pick(TOPICS) + "の連携"
        return title

    def number(self) -> str:
        value = str(self.random.randint(0, 100))
        return f"{self.random.randint(0, 99)}.{self.random.randint(0, 9)}" if self.decimals else value

    def vision(self, number: int) -> Vision:
        width, pledge_width = self.code_width
        title = f"{self.random.choice(PLACES)}が輝く{self.random.choice(TOPICS)}のまち"
        subtitle = None
        if self.subtitles:
            title += f" {CITY}"
            subtitle = f"{self.title()}、{self.title()}！！"
        vision = Vision(
            f"{number:{width}}", title, subtitle, self.number() if self.random.random() < 0.85 else None
        )
        titles: set[str] = set()
        for place in range(1, self.random.choice([2, 3, 6])):
            name = self.title()
            while name in titles:
                name = self.title()
            titles.add(name)
            code = f"{vision.code}-{place:{pledge_width}}"
            measures = [self.measure() for _ in range(self.random.randint(1, 4))]
            vision.pledges.append(Pledge(code, name, self.number(), measures))
        return vision

    def measure(self) -> Measure:
        sentences = self.random.sample(SENTENCES, self.random.randint(1, 4))
        activities = [s.format(self.title(), self.random.randint(1, 12)) for s in sentences]
        names = self.random.sample(DEPARTMENTS, self.random.randint(1, 5))
        return Measure(
            self.title(), activities, names, self.random.choice(["none"] * 6 + ["partial", "full"])
        )

    # -- text --------------------------------------------------------------------------------------------

    def blanks(self, least: int = 1) -> None:
        if self.tight:
            return
        for _ in range(self.random.randint(least, 3)):
            self.lines.append(self.random.choice(["", "", " ", "\u3000"]))

    def broken(self, text: str, narrowest: int = 8) -> list[str]:
        """`text` in one to four lines of one width, as a narrow column prints it."""
        if self.random.random() < 0.5:
            return [text]
        width = max(narrowest, -(-len(text) // 4), self.random.randint(narrowest, 30))
        pieces = [text[i : i + width] for i in range(0, len(text), width)]
        return pieces if all(piece == piece.strip() for piece in pieces) else [text]

    def wide(self, text: str) -> str:
        return (
            text.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if self.full_width else text
        )

    def turn_page(self) -> None:
        if self.pages and self.random.random() < 0.3:
            self.page += 1
            self.blanks()
            self.lines.append(self.random.choice([f"- {self.page} -", str(self.page), f"{self.page}/99"]))
            if self.headers:
                self.lines.append(
                    self.random.choice(["市長公約の取組状況", f"市長公約の取組状況　{self.page}"])
                )
                self.blanks()

    def front(self, visions: list[Vision]) -> None:
        pledges = [pledge for vision in visions for pledge in vision.pledges]
        measures = sum(len(pledge.measures) for pledge in pledges)
        pick = self.random.choice
        period = pick(
            ["（令和7年4月から令和8年3月までの実施内容）", "令和７年４月～令和８年３月", "[R7.4.1～R8.3.31]"]
        )
        published = pick(["令和8年6月", "令和８年６月", "2026年6月 公表"])
        self.lines += ["市長公約の取組状況", "", period, "", published, ""]
        self.lines += [f"{CITY}市 企画部", ""]
        if self.random.random() < 0.7:
            self.lines += ["はじめに", ""]
        self.lines.append(
            f"市長は、{len(visions)}つのビジョンと{len(pledges)}項目{measures}施策の公約を掲げました。"
        )
        self.blanks()
        if self.random.random() < 0.5:
            self.lines += ["目次", "", *(f"{p.code} {p.title} …… {n}" for n, p in enumerate(pledges, 1)), ""]
        self.lines.append(self.random.choice(["I 市長公約取組状況", "１　市長公約の取組状況", "Ⅰ 取組状況"]))
        self.blanks()

    def print_pledge(self, pledge: Pledge) -> None:
        code = self.wide(pledge.code.replace("-", self.dash))
        title = self.broken(pledge.title, 12)
        if self.random.random() < 0.3:
            self.lines.append(code)
            self.blanks()
            self.lines += title
        else:
            self.lines += [f"{code} {title[0]}", *title[1:]]
        self.blanks()
        if self.random.random() < 0.8:
            self.lines.append(code)
        value = self.wide(pledge.progress) + self.percent
        form = self.random.randrange(3)
        if form == 0:
            self.lines.append(f"進捗状況{self.random.choice([' ', '：', '　'])}{value}")
        else:
            self.lines.append("進捗状況")
            if form == 2:
                self.blanks()
            self.lines.append(value)
        self.blanks()
        for measure in pledge.measures:
            self.print_measure(measure)
            self.turn_page()
            self.blanks()

    def print_measure(self, measure: Measure) -> None:
        self.lines += self.broken(measure.title)
        self.blanks()
        mark = {"none": "", "partial": "【一部再掲】", "full": "【再掲】"}[measure.repeat]
        if self.period and self.random.random() < 0.15:
            self.lines += [self.head, self.period + mark]
        else:
            self.lines.append(self.head + self.period + self.random.choice(["", " "]) + mark)
        self.blanks(0)
        for activity in measure.activities:
            pieces = [activity]
            if self.random.random() < 0.3:
                width = self.random.randint(15, 40)
                pieces = [activity[i : i + width] for i in range(0, len(activity), width)]
                pieces = (
                    pieces
                    if not any(piece[0] in "（(- 0123456789" + self.bullet[0] for piece in pieces[1:])
                    else [activity]
                )
            self.lines += [self.bullet + pieces[0], *pieces[1:]]
            if self.random.random() < 0.2:
                self.turn_page()
                self.blanks()
        self.blanks(0)
        names = "、".join(measure.departments)
        width = self.random.randint(12, 30)
        if self.random.random() < 0.3 and len(names) > width:
            self.lines += [self.label + names[:width], names[width:]]
        else:
            self.lines.append(self.label + names)
        self.blanks()

    def spaced(self, number: str) -> str:
        return " ".join(number) if number.isdecimal() else number

    def print_table(self, report: Report) -> None:
        self.blanks()
        self.lines.append(
            self.random.choice(["II 市長公約取組状況総括表", "２　総括表", "Ⅱ 市長公約の進捗状況一覧表"])
        )
        self.lines += ["", "（令和7年4月から令和8年3月までの実施内容）", ""]
        one_form = self.random.randrange(6) if self.random.random() < 0.4 else None
        for vision in report.visions:
            form = self.random.randrange(6) if one_form is None else one_form
            (
                self.form_spaced,
                self.form_lost,
                self.form_heading_end,
                self.form_tabs,
                self.form_pipes,
                self.form_plain,
            )[form](vision)
            self.blanks()
        self.lines += self.random.choice(
            [
                ["全 体", "", report.overall or ""],
                [f"全体\t{report.overall}"],
                [f"| 全体 | | {report.overall} |"],
            ]
        )
        self.blanks()

    def whole(self, vision: Vision) -> str:
        return f"{vision.title} {vision.subtitle}" if vision.subtitle else vision.title

    def rows(self, vision: Vision) -> None:
        for pledge in vision.pledges:
            number, value = pledge.code.split("-")[1], self.wide(pledge.progress) + self.table_percent
            title = self.broken(pledge.title, 12)
            form = self.random.randrange(6)
            if form == 0 and len(title) > 1:
                self.lines += [f"{number} {title[0]}", *title[1:-1], f"{title[-1]} {value}"]
            elif form == 1 and len(title) > 1:
                self.lines += [f"{number}\t{title[0]}\t{value}", *title[1:]]
            elif form == 2:
                self.lines += [f"{number} {pledge.title} {value}"]
            else:
                self.lines.append(f"{number}\t{pledge.title}\t{value}")

    def form_spaced(self, vision: Vision) -> None:
        self.lines += [f"{self.spaced(vision.code)} {self.whole(vision)}", ""]
        if vision.progress is not None:
            self.lines += [self.spaced(vision.progress), ""]
        for pledge in vision.pledges:
            value = self.spaced(pledge.progress)
            self.lines += [
                f"{pledge.code.split('-')[1]}\t{pledge.title}\t{value}",
                "---\t------\t-----",
                "",
                value,
                "",
            ]

    def form_lost(self, vision: Vision) -> None:
        vision.progress = None
        self.lines += [f"{vision.code} {self.whole(vision)}", ""]
        self.rows(vision)

    def form_heading_end(self, vision: Vision) -> None:
        if vision.progress is None and vision.subtitle:
            self.form_lost(vision)
            return
        end = f" {self.wide(vision.progress)}{self.table_percent}" if vision.progress is not None else ""
        self.lines.append(f"{vision.code} {vision.title}{end}")
        self.blanks(0)
        if vision.subtitle:
            self.lines += self.broken(vision.subtitle, 14)
            self.blanks(0)
        self.rows(vision)

    def form_tabs(self, vision: Vision) -> None:
        end = f"\t{vision.progress}" if vision.progress is not None else ""
        self.lines.append(f"{vision.code}\t{self.whole(vision)}{end}")
        self.rows(vision)

    def form_pipes(self, vision: Vision) -> None:
        self.lines += ["| No. | 公約 | 進捗状況(%) |", "|---|---|---|"]
        self.lines.append(f"| {vision.code} | {self.whole(vision)} | {vision.progress or ''} |")
        self.lines += [f"| {p.code.split('-')[1]} | {p.title} | {p.progress} |" for p in vision.pledges]

    def form_plain(self, vision: Vision) -> None:
        end = f" {vision.progress}%" if vision.progress is not None else ""
        self.lines += [f"{vision.code} {self.whole(vision)}{end}", ""]
        self.lines += [f"{p.code} {p.title} {p.progress}%" for p in vision.pledges]

    def print_list(self, visions: list[Vision]) -> None:
        form = self.random.choice(["- Vision{0} : {1}", "・ビジョン{0}　{1}", "Vision {0}：{1}"])
        self.lines += ["市長公約取組進捗状況（令和7年4月から令和8年3月までの実施内容）", ""]
        self.lines += [form.format(vision.code, self.whole(vision)) for vision in visions]
