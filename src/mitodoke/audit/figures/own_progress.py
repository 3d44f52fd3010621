"""Progress of the items of a plan with levels of a city's own, which no document prints: it follows from ratings."""

from __future__ import annotations

from collections.abc import Iterator

from mitodoke.audit.figures.kind import AuditContext, FigureKind, number_text
from mitodoke.audit.printed_percentages import WHOLE
from mitodoke.domain.figure import Figure
from mitodoke.domain.own_roll_up import own_progress


def _derive(context: AuditContext) -> Iterator[Figure]:
    places = {item.item_id: item.place for item in context.content.items}
    for subject, progress in own_progress(context.content).items():
        yield Figure(
            subject=subject,
            figure="progress.overall" if subject == WHOLE else "progress",
            printed=None,
            calculated_exact=number_text(progress.mean.exact),
            calculated=number_text(progress.mean.rounded),
            rule=f"{progress.rule}。{progress.mean.coverage.label}",
            agrees=None,
            place=places.get(subject),
        )


KIND = FigureKind(
    name="own_progress",
    covers=lambda context, stated: False,
    recompute=lambda context, stated: (),
    derive=_derive,
)
