"""A page as a picture, with the place of a record marked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from mitodoke.domain.place import PageBox
from mitodoke.sources.read_pdf.page_image import page_image
from mitodoke.sources.read_text import UnreadableFileError
from sources.read_pdf.reset_document import Setting, reset_as_pdf

PDF = reset_as_pdf(["市長公約の取組状況"])


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize(
    ("setting", "size"),
    [
        (Setting(), (595, 842)),
        (Setting(landscape=True), (842, 595)),
        (Setting(turn=90), (842, 595)),
    ],
)
def test_a_page_has_its_size(setting: Setting, size: tuple[int, int]) -> None:
    found = picture(page_image(reset_as_pdf(["本文"], setting), 1, scale=1.0)).size
    assert abs(found[0] - size[0]) <= 1
    assert abs(found[1] - size[1]) <= 1


def test_only_the_box_is_marked() -> None:
    plain = picture(page_image(PDF, 1, scale=1.0))
    marked = picture(
        page_image(PDF, 1, [PageBox(1, (100, 200, 300, 250)), PageBox(2, (0, 0, 50, 50))], scale=1.0)
    )
    assert plain.getpixel((200, 225)) == (255, 255, 255)
    assert marked.getpixel((200, 225)) != (255, 255, 255)
    assert marked.getpixel((97, 225)) == (176, 0, 32)
    for point in ((25, 25), (200, 190), (200, 260), (90, 225), (310, 225)):
        assert plain.getpixel(point) == marked.getpixel(point)


def test_the_whole_page_and_a_box_beyond_it() -> None:
    marked = picture(page_image(PDF, 1, [PageBox(1), PageBox(1, (500, 800, 9000, 9000))], scale=0.5))
    assert marked.getpixel((150, 300)) != (255, 255, 255)


def test_the_file_may_be_a_path(tmp_path: Path) -> None:
    path = tmp_path / "文書.pdf"
    path.write_bytes(PDF)
    assert page_image(path, 1) == page_image(PDF, 1)


@pytest.mark.parametrize(("page", "scale"), [(0, 1.0), (2, 1.0), (1, 0.0), (1, 1000.0)])
def test_no_such_page_or_size(page: int, scale: float) -> None:
    with pytest.raises(ValueError, match=r"page|picture"):
        page_image(PDF, page, scale=scale)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        page_image(b"%PDF-", 1)
