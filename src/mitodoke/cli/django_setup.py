"""Start Django for the commands that need the database, and bring the database up to date."""

from __future__ import annotations

import os


def prepare_database() -> None:
    """Load the settings and apply every migration that is still open: nobody has to know that word."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitodoke.config.settings")
    import django  # noqa: PLC0415  only these commands pay for starting the framework
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
