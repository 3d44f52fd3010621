"""What the language of Japanese indicators tells: names of counts and of shares, and what is better lower."""

from __future__ import annotations

import re

from mitodoke.domain.japanese_text import fold_width

_BRACKETS = re.compile(r"[(\[【〔「『][^()\[\]【】〔〕「」『』]*[)\]】〕」』]|[※*][0-9]{0,2}|\s")
_COUNT = re.compile(r"(?:数|件数|人数|回数|戸数|社数|台数|量|金額|額|人口|回|件)\Z")
_NO_COUNT = re.compile(r"(?:指数|係数|偏差値|倍数|点数|度数|小数|分数|変数|関数)\Z")
_SHARE = re.compile(r"(?:割合|比率|構成比|[率])\Z")
_SHARE_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*(?:割合|比率|率|%)[^()\[\]]*[)\]]")
_RATE_PER_HEAD = re.compile(
    r"出生率|死亡率|罹患率|発生率|婚姻率|離婚率|回転率|倍率|効率|率先|確率|生産性|対|当たり|あたり"
)
_WHOLE = re.compile(
    r"(?:割合|構成比|受診率|交付率|普及率|加入率|出席率|投票率|回収率|接種率|認知率|認知度|就職率|進学率|卒業率|実施率|導入率|整備率|所持率|保有率|水洗化率)\Z"
)

_BETTER_LOWER = re.compile(
    r"待機|不登校|いじめ|虐待|暴力|暴言|非行|犯罪|刑法犯|盗難|詐欺|事故|火災|災害|被害|死亡|死者|死傷|負傷|自殺|孤独死|罹患|感染|"
    r"喫煙|肥満|未[就収処着実達受支納検査普]|滞納|欠席|欠損|離職|退職|失業|倒産|廃業|休業|撤退|転出|流出|減少[率数]|人口減|"
    r"空き?家|空き?店舗|空室|空地|放棄地|遊休|荒廃|ごみ|ゴミ|廃棄|排出|最終処分|埋立|食品ロス|二酸化炭素|温室効果|CO2|"
    r"消費量|使用量|使用電力|電力量|漏水|濁水|停電|断水|騒音|悪臭|苦情|クレーム|違反|不法|不適正|不正|ミス|誤り|遅延|渋滞|混雑|"
    r"待ち時間|所要時間|処理時間|処理日数|到着時間|時間外|残業|超過|負担|借入|地方債|市債|起債|公債|債務|赤字|経常収支比率|"
    r"生活保護|保護率|保護世帯|欠食|虫歯|むし歯|う歯|低体重|孤立|ひきこもり|貧困|生活習慣病|メタボ|糖尿|たばこ|飲酒|在院日数|"
    r"不安|不満|悩み|ストレス|老朽|違法|放置|落書き|殺処分|焼却|可燃|不燃|処理量|救急出動|救急搬送|出火|繰入|繰出|光熱|電気代|"
    r"マイカー|自家用車|路上駐車|来庁者|(?:寿命|賃金|所得)の?差|ない(?:人|者|市民|児童|生徒|と|割合)|社会減|自然減|減\Z|"
    r"経費|費用|コスト|延床面積|保有量|管理戸数|高齢化率|要介護|要支援|認定率|医療費|再犯|再発|鳥獣|有害|流木|赤潮"
)
_BETTER_HIGHER = re.compile(
    r"対策|防止|予防|削減|減量|減少量|縮減|解消|抑制|改善|支援|相談|研修|講座|教室|講習|訓練|啓発|普及|参加|利用者|登録|設置|"
    r"実施|開催|補助|助成|回収|再資源|リサイクル|活用|マッチング|バンク|捕獲|駆除|受講|受診|協定|見守り|パトロール"
)


def bare_name(name: str) -> str:
    """The indicator's name without brackets, marks of notes and white space."""
    return _BRACKETS.sub("", fold_width(name))


def names_a_count(name: str) -> bool:
    """Whether the name says that things are counted (…数, …件数, …量, …額), not shares or scores.

    Words of a share in its brackets, 登録者数（割合）, take that back.
    """
    bare = bare_name(name)
    if _SHARE_IN_BRACKETS.search(fold_width(name)):
        return False
    return bool(_COUNT.search(bare)) and not _NO_COUNT.search(bare)


def names_a_share(name: str) -> bool:
    """Whether the name says that the value is a share (…率, …割合), not a rate per head or a multiple."""
    return bool(_SHARE.search(bare_name(name))) and not _RATE_PER_HEAD.search(fold_width(name))


def cannot_pass_100(name: str) -> bool:
    """Whether the name says a share of a whole, which cannot exceed 100 %."""
    return bool(_WHOLE.search(bare_name(name)))


def may_be_better_lower(name: str) -> bool:
    """Whether fewer may be better: words of loss and burden, and no word of a remedy (ごみ減量講座の参加者数)."""
    folded = fold_width(name)
    return bool(_BETTER_LOWER.search(folded)) and not _BETTER_HIGHER.search(folded)
