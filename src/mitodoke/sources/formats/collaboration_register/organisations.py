"""団体: the names in a cell of organisations, without role labels, counts and 等."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mitodoke.domain.japanese_text import is_missing_mark
from mitodoke.sources.formats.collaboration_register.flow import runs_on

_LEGAL_FORM = (
    r"一般社団法人|公益社団法人|一般財団法人|公益財団法人|社団法人|財団法人|特定非営利活動法人|NPO法人|ＮＰＯ法人|認定NPO法人"
    r"|社会福祉法人|学校法人|医療法人|宗教法人|独立行政法人|地方独立行政法人|国立大学法人|株式会社|有限会社|合同会社|合資会社"
    r"|[（(](?:一社|公社|一財|公財|社|財|特非|NPO|ＮＰＯ|社福|福|学|医|宗|独|地独|国|株|有|同|資)[）)]|[㈱㈲㈳㈶]"
)
_COMPANY = re.compile(r"(?:株式会社|有限会社|合同会社|[（(](?:株|有|同)[）)]|[㈱㈲])\S{2}")
_BEGINS_WITH_FORM = re.compile(rf"(?:{_LEGAL_FORM})")
_ONLY_FORM = re.compile(rf"(?:{_LEGAL_FORM})\Z")
ORGANISATION_ENDINGS = (
    "会|所|社|校|園|館|院|署|団|隊|部|局|課|室|連|組合|組織|連盟|協会|大学|大学院|学院|高専|クラブ|サークル|グループ|ネットワーク|センター"
    "|機構|法人|財団|公社|銀行|金庫|農協|漁協|生協|支部|支店|支社|本部|本店|事務局|委員会|協議会|実行委員会|研究会|振興局|チーム|企業|事業者|工場"
    "|スタジオ|STUDIO|劇場|ホール|プロジェクト|フォーラム|コンソーシアム|ステーション|プラザ|商店街|自治会|町内会|連合会|同窓会|友の会|の会"
    "|市|町|村|区|県|府|都|道|省|庁|国|銘柄|生活|基金|協力隊|ボランティア|㈱|㈲"
)
_ENDS_AS_ORGANISATION = re.compile(rf"(?:{ORGANISATION_ENDINGS})(?:[（(][^（）()]*[）)])?\Z")
_ENDS_AS_PLACE = re.compile(r"[市町村区都道府県国]\Z")
_GENERIC = re.compile(
    rf"(?:連絡|運営|推進|実行|準備|営業|議|合同|{ORGANISATION_ENDINGS})*(?:{ORGANISATION_ENDINGS})\Z"
)
_BULLET = re.compile(r"\A(?:[・･●○◎◆◇■□▪]|[①-⑳]|[（(]?[\d０-９]{1,2}[）).．])\s*")
_ROLE = r"共催|主催|後援|協力|協賛|事務局|実施|運営|企画|参加|関係|協働|連携|構成|受託|委託|支援|特別協力|市民|団体|相手|主管|団体名|登録"
_ROLE_LABEL = re.compile(rf"\A[（(【〔\[<＜]\s*(?:{_ROLE}|・|、|者|先|等)+\s*[）)】〕\]>＞]\s*[:：]?\s*")
_COLON_LABEL = re.compile(r"\A[^、，:：（()）]{1,20}[:：]\s*(?=\S)")
_NOT_A_NAME = re.compile(
    r"\A(?:前|旧)?(?:名称|称|名)\s*[:：]|\A(?:旧|通称|略称|代表|会長|事務局|窓口|担当|現|TEL|電話)"
)
_COUNTED = (
    r"(?:団体|町内会|自治会|社|校|園|名|人|地区|個人|者|店舗|店|組|企業|事業所|会|市町村?|クラブ|グループ)"
)
_COUNT = re.compile(
    rf"\A(?:計|合計|総計|約|延べ|全|外|他|ほか|その他|など|等)?\s*[\d０-９,，]+\s*{_COUNTED}(?:.{{0,6}})?\Z"
)
_HAS_COUNT = re.compile(rf"[\d０-９]\s*{_COUNTED}")
_ET_CETERA = re.compile(
    r"(?:\s{0,3}(?:等|など|ほか|他|外)(?:[\d０-９]+(?:団体|社|校|名|人|組織|者))?|、?\s{0,3}外\s{0,3}[\d０-９]{1,6}.{1,4})\Z"
)
_LAST_BRACKETS = re.compile(r"[（(]([^（）()]*)[）)]\Z")
_SENTENCE = re.compile(
    r"(?:して|おいて|されて|ており|ほか|により|ため|ごと|毎|含む|参画|導入|構築|連携し|協力し|登録し|実施し|して|した|です|ます|いる|ある|は|を|に|で|が|も|と|の)\Z"
)
_PROSE_TAIL = re.compile(r"(?:など|等)の.*\Z|(?:など|等)(?:が|を|に|で|と|も).*\Z")
_LEADING_WORD = re.compile(r"\A(?:また|なお|さらに|および|及び|並びに|その他)、?")
_PARTICLE = re.compile(r"[をがに]|では|から|まで|ている|された|で(?=[\u4e00-\u9fff])")


_TAIL = 120


@dataclass(frozen=True, slots=True)
class OrganisationsReading:
    """The names of a cell in their order; `prose` marks a cell from which no clean list can be taken."""

    names: tuple[str, ...]
    prose: bool


def looks_like_organisation(text: str) -> bool:
    """Whether `text` begins with a legal form or ends as names of organisations do."""
    return _BEGINS_WITH_FORM.match(text) is not None or _ENDS_AS_ORGANISATION.search(text) is not None


def read_organisations(lines: Iterable[str]) -> OrganisationsReading:
    """The organisations named in the logical lines of a cell.

    Names are split at 、 and line breaks outside brackets, never at ・. Role labels (（共催）, 事務局：), 等, 外18団体
    and counts (80町内会) are no names and make the list prose; where a count is all there is, it stands as printed.
    """
    lines = [line.strip() for line in lines if not is_missing_mark(line)]
    whole = " ".join(lines)
    parts = [part for line in lines for part in _parts_of(line)]
    sentence = "。" in whole.rstrip("。") or any(_SENTENCE.search(part) for part in parts)
    names: list[str] = []
    prose = sentence
    for part in parts:
        found, soft = _names_in_sentence(part) if sentence else _names_in_part(part)
        names.extend(found)
        prose = prose or soft
    if not names and prose and lines and not sentence:
        names = [whole]
    return OrganisationsReading(tuple(names), prose)


def split_gaps(text: str, known: frozenset[str], *, column_width: int = 0) -> list[str]:
    """The logical lines of a cell whose line breaks came as spaces (in a row that was broken for its columns or not).

    A gap divides two names, or one name in two. It divides two where a legal form begins after it, where both
    sides are whole names, where the right side is a name known from elsewhere in the document, or where joining
    would print a word twice in a row; else the name goes on. In a row that was broken for its columns
    (`column_width` in half-width units, 0 in any other row) a piece as wide as the column goes on unless a new name
    clearly begins.
    """
    wrapped = column_width > 0
    lines: list[list[str]] = []
    tail = before = ""  # `tail` is the end of the line so far: no name is longer, and time stays linear
    for piece in re.split(r"[ \u3000\t\n]+", text.strip()):
        full = wrapped and before != "" and runs_on(before, piece, column_width)
        if not lines:
            lines.append([piece])
        elif begins_name(tail, piece) if full else _divides(tail, piece, known, wrapped=wrapped):
            lines.append([piece])
            tail = ""
        else:
            lines[-1].append("" if wrapped and not (tail[-1:].isascii() and piece[:1].isascii()) else " ")
            lines[-1].append(piece)
            tail += lines[-1][-2]
        tail = (tail + piece)[-_TAIL:]
        before = piece
    return ["".join(line) for line in lines if any(line)]


def _divides(left: str, right: str, known: frozenset[str], *, wrapped: bool) -> bool:
    """Whether a gap between `left` and `right` divides two names (see `split_gaps`)."""
    if _BULLET.match(right) or _ROLE_LABEL.match(right) or _COUNT.match(right):
        return True
    last_name = re.split(r"[、，]", left)[-1]
    right_name = re.split(r"[、，]", right[:_TAIL])[0]
    if not last_name or not right_name or _open_brackets(left) or _ONLY_FORM.search(left):
        return False
    if _BEGINS_WITH_FORM.match(right):
        return True
    if _GENERIC.match(right_name) or last_name + right_name in known:
        return False
    printed_twice = any(last_name.endswith(right_name[:length]) for length in (4, 3))
    return (
        right_name in known
        or last_name in known
        or printed_twice
        or _are_whole(last_name, right_name, company_alone=not wrapped)
    )


def _are_whole(left: str, right: str, *, company_alone: bool) -> bool:
    if len(left) < 4 or len(right) < 4 or _ENDS_AS_ORGANISATION.search(right) is None:
        return False
    if company_alone and _COMPANY.match(left):
        return True
    return _ENDS_AS_ORGANISATION.search(left) is not None and _ENDS_AS_PLACE.search(left) is None


def begins_name(left: str, right: str) -> bool:
    """Whether a line that was full nevertheless ends a name: `right` begins one that nothing can go on with."""
    if _BULLET.match(right) or _ROLE_LABEL.match(right):
        return True
    last_name = re.split(r"[、，]", left)[-1]
    return _BEGINS_WITH_FORM.match(right) is not None and _ENDS_AS_ORGANISATION.search(last_name) is not None


def _open_brackets(text: str) -> bool:
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _parts_of(line: str) -> list[str]:
    text = _BULLET.sub("", line)
    text = _ROLE_LABEL.sub("", text)
    text = _COLON_LABEL.sub("", text)
    return [stripped for part in _split_outside_brackets(text) if (stripped := part.strip(" \u3000。"))]


def _split_outside_brackets(text: str) -> list[str]:
    parts, depth, first = [], 0, 0
    for match in re.finditer(r"[（(「『【）)」』】、，；;]", text):
        if match[0] in "（(「『【":
            depth += 1
        elif match[0] in "）)」』】":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[first : match.start()])
            first = match.end()
    return [*parts, text[first:]]


def _names_in_part(part: str) -> tuple[list[str], bool]:
    """The names in one part of a list, and whether it held more or less than names."""
    if _COUNT.match(part):
        return [], True
    name = _ET_CETERA.sub("", part)
    soft = name != part
    match = _LAST_BRACKETS.search(name)
    if match is None or _ONLY_FORM.search(match[0]) or not name[: match.start()].strip():
        return ([name] if name else []), soft
    inner = match[1].strip()
    before = name[: match.start()].strip()
    if _NOT_A_NAME.match(inner):
        return [before], soft
    if _HAS_COUNT.search(inner):
        return ([], True) if _COUNT.match(before) else ([before], True)
    listed = _ET_CETERA.sub("", inner)
    members = [member.strip() for member in re.split(r"[、，]", listed)]
    if (listed != inner or len(members) > 1) and all(looks_like_organisation(member) for member in members):
        return [before, *members], True
    return [name], soft


def _names_in_sentence(part: str) -> tuple[list[str], bool]:
    """Only what can be nothing but a name, from a cell that is written as sentences."""
    name = _PROSE_TAIL.sub("", _LEADING_WORD.sub("", part.rpartition("。")[2].strip()))
    clean = (
        len(name) >= 3
        and not _SENTENCE.search(name)
        and not _PARTICLE.search(name)
        and not _HAS_COUNT.search(name)
        and _ENDS_AS_ORGANISATION.search(name) is not None
    )
    return ([name] if clean else []), True


def split_organisers(printed: str) -> tuple[str, ...]:
    """The organisers of a patronage: separated by 、 outside brackets; everything else belongs to the name."""
    parts = (part.strip() for part in _split_outside_brackets(printed))
    return tuple(part for part in parts if not is_missing_mark(part) and _ET_CETERA.sub("", part))


def begins_with_role(text: str) -> bool:
    """Whether a role label such as （共催） begins the text."""
    return _ROLE_LABEL.match(text) is not None


def ends_with_legal_form(text: str) -> bool:
    """Whether `text` ends with a legal form that begins a name (``… NPO法人``), so that the name follows."""
    return re.search(rf"(?:\A|[\s、，）)】])(?:{_LEGAL_FORM})\s*\Z", text[-20:]) is not None
