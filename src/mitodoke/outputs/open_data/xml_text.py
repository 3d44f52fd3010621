"""XML with nothing in it that XML cannot hold, always with the same bytes."""

from __future__ import annotations

import re
from xml.etree import ElementTree

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """`text` with U+FFFD for each character that XML 1.0 forbids (controls, half surrogates)."""
    return _NOT_IN_XML.sub("\ufffd", text)


def add(
    parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    """A new child of `parent`; underscores in the names of attributes stand for hyphens."""
    named = {name.rstrip("_").replace("_", "-"): xml_text(value) for name, value in attributes.items()}
    child = ElementTree.SubElement(parent, tag, named)
    if text is not None:
        child.text = xml_text(text)
    return child


def xml_bytes(root: ElementTree.Element) -> bytes:
    """The document as UTF-8 with its declaration, indented for people."""
    ElementTree.indent(root)
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
