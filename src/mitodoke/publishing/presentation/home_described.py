"""What schema.org is told on the first page of a city: whose site it is, and which data stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mitodoke.domain.edition import Edition
from mitodoke.outputs.open_data.edition_name import Publication, edition_name, edition_title
from mitodoke.outputs.open_data.schema_org import government_organisation

_CONTEXT = "https://schema.org"


def described_city(editions: Sequence[Edition], publication: Publication, home: str) -> list[dict[str, Any]]:
    """The municipality and the catalogue of its `editions` (the newest first); `home` is the page's whole address."""
    owner = government_organisation(editions[0]) | {
        "@context": _CONTEXT,
        "@id": f"{home}#organisation",
        "url": home,
    }
    catalogue = {
        "@context": _CONTEXT,
        "@type": "DataCatalog",
        "@id": f"{home}#catalogue",
        "url": home,
        "name": f"{owner['name']} 公約・戦略・協働のオープンデータ",
        "inLanguage": "ja",
        "license": publication.licence.address,
        "publisher": {"@id": owner["@id"]},
        "dataset": [
            {
                "@type": "Dataset",
                "@id": publication.page_of(edition),
                "url": publication.page_of(edition),
                "identifier": edition_name(edition),
                "name": edition_title(edition),
            }
            for edition in editions
        ],
    }
    return [owner, catalogue]
