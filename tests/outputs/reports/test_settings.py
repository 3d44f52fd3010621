"""Settings that no report can be made with are refused in words."""

from __future__ import annotations

import pytest

from mitodoke.outputs.reports.settings import ReportSettings, ReportSettingsError, contrast


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"primary": "blue"}, "6桁"),
        ({"primary": "#12345"}, "6桁"),
        ({"primary": "#ffff00"}, "コントラスト比"),
        ({"tint": "#000033"}, "コントラスト比"),
    ],
)
def test_refused(settings: dict[str, str], message: str) -> None:
    with pytest.raises(ReportSettingsError, match=message):
        ReportSettings(**settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [("#000000", "#ffffff", 20.99, 21.01), ("#777777", "#ffffff", 4.47, 4.49), ("#abcdef", "#abcdef", 0.99, 1.01)],
)  # fmt: skip
def test_contrast_is_that_of_wcag(one: str, other: str, least: float, most: float) -> None:
    assert least < contrast(one, other) < most
    assert contrast(one, other) == contrast(other, one)
