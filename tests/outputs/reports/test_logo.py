"""A logo is a PNG or JPEG by its content, of a sensible size, and nothing but its dots is kept."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from mitodoke.outputs.reports.logo import LARGEST_FILE, LogoError, clean_logo, logo_size, logo_svg
from mitodoke.outputs.reports.settings import ReportSettings
from outputs.reports.pictures import LOGO_PNG, picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "PNG か JPEG"),
        (b"<html>", "PNG か JPEG"),
        (SVG, "PNG か JPEG"),
        (picture(file_format="GIF", mode="RGB"), "PNG か JPEG"),
        (picture()[:-40], "PNG か JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "PNG か JPEG"),
        (picture(1, 1), "小さすぎ"),
        (picture(500, 31), "小さすぎ"),
        (picture(6001, 40, mode="RGB"), "大きすぎ"),
        (b"\0" * (LARGEST_FILE + 1), "2 MB 以下"),
    ],
)
def test_refused_with_one_sentence(data: bytes, told: str) -> None:
    with pytest.raises(LogoError, match=told) as refusal:
        clean_logo(data)
    assert str(refusal.value).endswith("。")


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1"])
def test_every_kind_of_picture_becomes_a_png(mode: str) -> None:
    image = Image.new("RGB", (64, 64), "white").convert(mode)
    stored = io.BytesIO()
    image.save(stored, "PNG")
    made = clean_logo(stored.getvalue())
    assert made.startswith(b"\x89PNG")
    assert logo_size(made) == (64, 64)


def test_jpeg_is_told_by_its_content_and_turned_upright() -> None:
    image = Image.new("RGB", (100, 50), "blue")
    turned = Image.Exif()
    turned[0x0112] = 6
    stored = io.BytesIO()
    image.save(stored, "JPEG", exif=turned)
    assert logo_size(clean_logo(stored.getvalue())) == (50, 100)


def test_what_hides_in_a_picture_is_not_kept() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "secret")
    stored = io.BytesIO()
    Image.new("RGB", (64, 64)).save(stored, "PNG", pnginfo=told)
    made = clean_logo(stored.getvalue() + b"<script>secret</script>")
    assert b"secret" not in made
    assert clean_logo(made) == clean_logo(clean_logo(made))


def test_a_large_picture_is_made_small() -> None:
    width, height = logo_size(clean_logo(picture(4000, 4000)))
    assert width <= 1900
    assert height <= 520


def test_the_template_gets_a_picture_in_svg_or_nothing() -> None:
    assert logo_svg(ReportSettings()) == ""
    assert "data:image/png;base64," in logo_svg(ReportSettings(logo_png=LOGO_PNG))
    assert logo_svg(ReportSettings(logo_png=LOGO_PNG, logo_svg=SVG)) == SVG.decode()
