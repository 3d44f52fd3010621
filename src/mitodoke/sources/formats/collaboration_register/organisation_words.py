"""Words by which names of organisations are known: legal forms before them, endings, role labels around them."""

from __future__ import annotations

import re

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
    "|市|町|村|区|県|府|都|道|省|庁|国|基金|協力隊|ボランティア|㈱|㈲"
)
_ENDS_AS_ORGANISATION = re.compile(rf"(?:{ORGANISATION_ENDINGS})(?:[（(][^（）()]*[）)])?\Z")
_GOES_ON = re.compile(r"[市町村区都道府県国連]\Z")
_WORDS = frozenset(
    [
        "社会",
        "社団",
        "団体",
        "団地",
        "連絡",
        "連合",
        "連盟",
        "町内",
        "町立",
        "町民",
        "会議",
        "会員",
        "会館",
        "会社",
        "学校",
        "学院",
        "学園",
        "組合",
        "協会",
        "協議",
        "委員",
        "市民",
        "市立",
        "市営",
        "市内",
        "区民",
        "地区",
        "法人",
        "財団",
        "事務",
        "部会",
        "支部",
        "支援",
        "校区",
        "園芸",
        "県民",
        "道民",
        "村民",
        "事業",
        "商工",
        "工会",
        "議会",
        "議所",
        "育成",
        "推進",
        "振興",
        "福祉",
        "体育",
        "文化",
        "機構",
    ]
)
_FIELDS = "連絡|運営|推進|実行|準備|営業|議|合同|育成|福祉|振興|文化|体育|スポーツ|観光|商工|青年|女性|安全|交通|防犯|防災|保護|環境|教育|国際|交流"
_GENERIC = re.compile(rf"(?:{_FIELDS}|{ORGANISATION_ENDINGS})*(?:{ORGANISATION_ENDINGS})\Z")
_BULLET = re.compile(r"\A(?:[・･●○◎◆◇■□▪]|[①-⑳]|[（(]?[\d０-９]{1,2}[）).．])\s*")
_ROLE = r"共催|主催|後援|協力|協賛|事務局|実施|運営|企画|参加|関係|協働|連携|構成|受託|委託|支援|特別協力|市民|団体|相手|主管|団体名|登録"
_ROLE_LABEL = re.compile(rf"\A[（(【〔\[<＜]\s*(?:{_ROLE}|・|、|者|先|等)+\s*[）)】〕\]>＞]\s*[:：]?\s*")
_COLON_LABEL = re.compile(r"\A[^、，:：（()）]{1,20}[:：]\s*(?=\S)")
_ENDS_WITH_FORM = re.compile(rf"(?:\A|[\s、，）)】])(?:{_LEGAL_FORM})\s*\Z")


def looks_like_organisation(text: str) -> bool:
    """Whether `text` begins with a legal form or ends as names of organisations do."""
    return begins_with_form(text) or ends_as_organisation(text)


def begins_with_form(text: str) -> bool:
    """Whether a legal form (一般社団法人, （公財）) begins the text."""
    return _BEGINS_WITH_FORM.match(text) is not None


def begins_as_company(text: str) -> bool:
    """Whether the text is a company's name by its beginning (株式会社…)."""
    return _COMPANY.match(text) is not None


def is_only_form(text: str) -> bool:
    """Whether `text` is nothing but a legal form, so that a name must follow."""
    return _ONLY_FORM.match(text) is not None


def ends_as_organisation(text: str) -> bool:
    """Whether `text` ends as names of organisations do, brackets after it aside."""
    return _ENDS_AS_ORGANISATION.search(text) is not None


def is_whole_name(text: str) -> bool:
    """Whether `text` ends as a name does and not as one goes on: ``…市`` and ``…連`` begin longer names."""
    return len(text) >= 3 and ends_as_organisation(text) and _GOES_ON.search(text) is None


def splits_word(left: str, right: str) -> bool:
    """Whether a break between the texts cuts a word that names of organisations are made of (``団|体``)."""
    return left[-1:] + right[:1] in _WORDS


def is_generic(text: str) -> bool:
    """Whether `text` is made of endings only (連絡協議会): the second half of a name, not a name."""
    return _GENERIC.match(text) is not None


def begins_with_role(text: str) -> bool:
    """Whether a role label such as （共催） begins the text."""
    return _ROLE_LABEL.match(text) is not None


def ends_with_legal_form(text: str) -> bool:
    """Whether `text` ends with a legal form that begins a name (``… NPO法人``), so that the name follows."""
    return _ENDS_WITH_FORM.search(text[-24:]) is not None


def begins_item(text: str) -> bool:
    """Whether a bullet or a role label begins the text, so that it is a line of its own."""
    return _BULLET.match(text) is not None or begins_with_role(text)


def without_labels(line: str) -> str:
    """`line` without its bullet, role label, and label before a colon."""
    return _COLON_LABEL.sub("", _ROLE_LABEL.sub("", _BULLET.sub("", line)))


def begins_name(left: str, right: str) -> bool:
    """Whether a line that was full nevertheless ends a name: `right` begins one that nothing can go on with."""
    last_name = re.split(r"[、，]", left)[-1]
    return begins_item(right) or (begins_with_form(right) and ends_as_organisation(last_name))
