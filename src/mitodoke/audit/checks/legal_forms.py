"""The legal forms of Japanese organisations, their abbreviations, and names without them."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_text import comparable

FORMS = [
    "株式会社",
    "有限会社",
    "合同会社",
    "合名会社",
    "合資会社",
    "相互会社",
    "一般社団法人",
    "一般財団法人",
    "公益社団法人",
    "公益財団法人",
    "社団法人",
    "財団法人",
    "社会福祉法人",
    "学校法人",
    "準学校法人",
    "社会医療法人",
    "医療法人社団",
    "医療法人財団",
    "医療法人",
    "宗教法人",
    "認定特定非営利活動法人",
    "特定非営利活動法人",
    "認定npo法人",
    "npo法人",
    "地方独立行政法人",
    "独立行政法人",
    "国立大学法人",
    "公立大学法人",
    "国立研究開発法人",
    "大学共同利用機関法人",
    "農事組合法人",
    "農業生産法人",
    "農業法人",
    "労働者協同組合法人",
    "税理士法人",
    "弁護士法人",
    "監査法人",
    "司法書士法人",
    "行政書士法人",
    "社会保険労務士法人",
    "土地家屋調査士法人",
    "特許業務法人",
    "更生保護法人",
    "職業訓練法人",
    "管理組合法人",
    "防災街区整備事業組合法人",
    "非営利型一般社団法人",
    "特例社団法人",
    "特例財団法人",
    "中間法人",
    "有限責任中間法人",
    "特殊法人",
    "認可法人",
    "公益法人",
    "非営利法人",
    "法人",
    "認定こども園",
    "認可地縁団体",
]
_SHORT = {
    "(株)": "株式会社",
    "(有)": "有限会社",
    "(同)": "合同会社",
    "(一社)": "一般社団法人",
    "(一財)": "一般財団法人",
    "(公社)": "公益社団法人",
    "(公財)": "公益財団法人",
    "(社)": "社団法人",
    "(財)": "財団法人",
    "(福)": "社会福祉法人",
    "(社福)": "社会福祉法人",
    "(学)": "学校法人",
    "(医)": "医療法人",
    "(医社)": "医療法人社団",
    "(宗)": "宗教法人",
    "(特非)": "特定非営利活動法人",
    "(npo)": "特定非営利活動法人",
    "(独)": "独立行政法人",
    "(地独)": "地方独立行政法人",
    "(国)": "国立大学法人",
    "npo法人": "特定非営利活動法人",
    "認定npo法人": "認定特定非営利活動法人",
    "特定非営利活動法人": "特定非営利活動法人",
}
_LONGEST_FIRST = sorted({*(form for form in FORMS if form != "法人"), *_SHORT}, key=len, reverse=True)
_FORM = re.compile("|".join(re.escape(form) for form in _LONGEST_FIRST))
_DRESS = re.compile(r"[\s・･.,、。'’\"”()\[\]「」『』〈〉-]")


def bare_organisation(name: str) -> str:
    """`name` without its legal form at either end, dots, brackets and white space, in comparable letters."""
    plain = comparable(name)
    if match := _FORM.match(plain):
        plain = plain[match.end() :] or plain
    for form in _LONGEST_FIRST:
        if plain.endswith(form) and len(plain) > len(form):
            plain = plain[: -len(form)]
            break
    return _DRESS.sub("", plain) or plain


def head_before_hojin(name: str) -> str | None:
    """What ends in 法人 at the head of `name` and is no known form, else None."""
    plain = comparable(name)
    head = re.match(r"[一-鿿a-z]{0,14}?法人(?!会|連合)", plain)
    if head is None or any(head[0].endswith(form) and form != "法人" for form in FORMS):
        return None
    return head[0] if head[0] != "法人" else None
