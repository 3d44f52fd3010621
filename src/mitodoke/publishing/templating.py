"""The template engine of the public site: Jinja2 with what every template may call."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined

from mitodoke.publishing.language.speak import language, tr
from mitodoke.publishing.presentation import printed


def environment(**options: Any) -> Environment:
    """The environment of `settings.TEMPLATES`: a name that a template misspells is an error, never a blank.

    Compiled templates are kept in MITODOKE_HOME, so that the next start does not compile them again.
    """
    settings.HOME.mkdir(parents=True, exist_ok=True)
    folder = settings.HOME / "templates"
    folder.mkdir(exist_ok=True)
    options["bytecode_cache"] = FileSystemBytecodeCache(str(folder))
    chosen = options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**chosen | {"autoescape": True})  # noqa: S701 - it is on
    made.globals.update(static=static, tr=tr, language=language)
    made.filters.update(
        printed=printed.printed,
        prose=printed.prose,
        plain=printed.plain,
        wareki=printed.dated,
        number=printed.number,
    )
    return made
