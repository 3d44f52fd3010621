"""Fonts are found by their path, and what they lack is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from mitodoke.outputs.reports import fonts
from mitodoke.outputs.reports.fonts import NOTO, SIGN_RANGES, SIGNS, Family, FontsMissingError, find_fonts
from mitodoke.outputs.reports.glyphs import characters, missing_glyphs
from mitodoke.outputs.reports.settings import FontChoice


def test_noto_comes_by_pip_in_regular_and_bold() -> None:
    found = find_fonts(FontChoice.NOTO)
    assert found.families == (Family(NOTO), Family(SIGNS))
    assert [file.name for file in found.files] == ["NotoSansCJKjp-Regular.otf", "NotoSansCJKjp-Bold.otf"]


def test_biz_ud_is_preferred_where_the_system_has_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path,))
    names = ["BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "BIZUDGothic-Regular.ttf"]
    for name in names:
        (tmp_path / "deep").mkdir(exist_ok=True)
        (tmp_path / "deep" / name).touch()
    assert find_fonts.__wrapped__(FontChoice.PREFER_BIZ_UD).families[0] == Family(NOTO)
    (tmp_path / "BIZUDGothic-Bold.ttf").touch()
    complete = find_fonts.__wrapped__(FontChoice.PREFER_BIZ_UD)
    assert [family.name for family in complete.families] == ["BIZ UDGothic", "BIZ UDPGothic", NOTO, SIGNS]
    assert find_fonts.__wrapped__(FontChoice.NOTO).families[0] == Family(NOTO)


def test_no_font_at_all_is_told_with_the_packages_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path,))
    monkeypatch.setattr(fonts, "_PIP_PACKAGES", ("no_such_font_package",))
    with pytest.raises(FontsMissingError, match="noto-cjk-sans-jp-regular"):
        find_fonts.__wrapped__(FontChoice.PREFER_BIZ_UD)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("市長公約の取組状況 0123 ABC ①㈱㌔髙﨑𠮷", ()),
        ("CO₂ ✔ ☑ m² ½", ()),
        ("か\u3099", ()),
        ("葛\U000e0100城\u200b\u00ad\n\t\u3000", ()),
        ("😀あ\ue000", ("\ue000", "😀")),
        ("", ()),
    ],
)
def test_missing_glyphs(text: str, missing: tuple[str, ...]) -> None:
    assert missing_glyphs([text], find_fonts(FontChoice.NOTO)) == missing


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_typst_can_set_every_sign_that_is_counted_on(weight: str) -> None:
    signs = "".join(chr(code) for first, last in SIGN_RANGES for code in range(first, last + 1))
    source = f'#set document(title: "t")\n#set text(font: "{SIGNS}", fallback: false, weight: "{weight}")\n#sys.inputs.t'
    loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[])
    pdf = typst.compile(
        source.encode(),
        font_paths=loaded,
        ignore_system_fonts=True,
        sys_inputs={"t": signs},
        pdf_standards=["ua-1"],
    )
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("character", "亜腕①㈱々ゞ～〜−¥髙﨑彅𠮷𩸽" + "AZaz09")
def test_the_character_map_agrees_with_typst(character: str) -> None:
    file = find_fonts(FontChoice.NOTO).files[0]
    source = f'#set document(title: "t")\n#set text(font: "{NOTO}", fallback: false)\n#sys.inputs.t'
    loaded = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(file.parent)]
    )
    try:
        typst.compile(
            source.encode(),
            font_paths=loaded,
            ignore_system_fonts=True,
            sys_inputs={"t": character},
            pdf_standards=["ua-1"],
        )
        can_set = True
    except typst.TypstError:
        can_set = False
    assert (ord(character) in characters(file)) is can_set
