"""What a generated strategy says, and the words it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

TOPICS = (
    "若者",
    "移住",
    "観光",
    "創業",
    "子育て",
    "防災",
    "港",
    "農業",
    "スポーツ",
    "文化財",
    "U I Jターン",
    "空き家",
    "森林",
)
ACTIONS = (
    "支援事業",
    "の充実",
    "推進事業",
    "促進補助金",
    "まつりの開催",
    "ネットワークの形成",
    "体験プログラム",
    "アプリの導入",
)
SPECIAL_TITLES = (
    "新規事業創出サポート",
    "外国人相談窓口（多言語相談コーナー）設置",
    "花いっぱい体験～まちなか編～",
    "「花の日」制定記念事業",
    "第2子以降の保育料無償化",
    "3世代同居・近居の応援",
    "ICTを活用した見守り",
    "花と緑のまち2030",
)
DEPARTMENTS = (
    "企画課",
    "協働・男女共同参画室",
    "工業・雇用課",
    "健康こども部健康支援課",
    "消防本部総務課",
    "東京事務所",
    "図書館",
    "農業委員会事務局",
    "こども家庭センター",
    "みなと振興局",
    "美術博物館",
)
NAMES = (
    "参加者数",
    "相談件数（年間）",
    "満足度【5段階評価】",
    "延べ利用者数",
    "3歳児健診受診率",
    "「住みやすい」と答えた人の割合",
    "貨物取扱量（外貿）",
    "合計特殊出生率",
    "1人1日当たりごみ排出量",
    "花の苗・種の配布数",
    "登録者数（LINE）",
    "実施回数",
)
UNITS = ("人", "万人", "件", "%", "回", "社", "か所", "施設", "千円", "千t", "時間", "人泊", "組", "")
SENTENCES = (
    "市内の企業と協力して機会を広げ、人材の確保を図る。",
    "令和4年度から3か所で実施し、1,200人の参加を目指す。",
    "経費の一部を助成することにより、負担の軽減を図る。",
    "施策の効果を高めるため、KPIの達成状況を確かめながら進める。",
    "①相談、②訪問、③交流会のいずれかを行う（対象：市民）。",
)
NOTES = ("感染症の影響で事業が中止となった。", "年度末時点の数", "アンケートで「満足」と答えた割合")
FLAGS = (
    ("新規事業", "new_project"),
    ("事業内容変更", "content_changed"),
    ("取組終了", "ended"),
    ("KPI変更", "kpi_changed"),
)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass
class Value:
    role: str
    year: int
    calendar: bool
    printed: str
    value: Decimal | None
    cumulative: bool


@dataclass
class Kpi:
    name: str
    unit: str | None
    values: list[Value]
    note: str | None = None
    mark: bool = False
    changed: bool = False


@dataclass
class Project:
    title: str | None
    departments: list[str] | None
    flags: list[str] | None
    sdgs: list[int] | None
    description: list[str]
    kpis: list[Kpi]
    flag_words: list[str] = field(default_factory=list)
    note_lines: list[str] = field(default_factory=list)
    marked_role: str | None = None


@dataclass
class Measure:
    code: str
    title: str
    new: bool
    summary: list[str]
    audience: list[str]
    outcomes: list[str]
    projects: list[Project]


@dataclass
class Direction:
    code: str
    title: str
    measures: list[Measure]


@dataclass
class Goal:
    title: str
    situation: list[str]
    text: list[str]
    targets: list[Kpi]
    directions: list[Direction]


@dataclass
class Strategy:
    text: str
    goals: list[Goal]
    glossary: list[tuple[int, str, str]]
