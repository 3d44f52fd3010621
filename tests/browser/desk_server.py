"""A process of its own that serves a desk: ``python desk_server.py FOLDER CITY`` prints its address.

With ``--build`` it only makes the database, which can then be copied for each test; a city is built in a copy of
the empty one, since making the tables takes longer than filling them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

PASSWORD = "for-this-test-only-1"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def _people() -> None:
    from mitodoke.departments.services import register_departments
    from mitodoke.domain.role import Role
    from reporting.desk import Desk

    desk = Desk()
    [park] = register_departments(municipality=desk.city, names=["公園課"], by="試験")
    accounts = {
        "kikaku": ("企画", [(Role.PLANNER, None)]),
        "hana": ("花担当", [(Role.REPORTER, desk.flowers)]),
        "midori": ("緑担当", [(Role.REPORTER, desk.green)]),
        "koen": ("公園担当", [(Role.REPORTER, park)]),
        "bucho": ("部長", [(Role.HEAD, desk.flowers), (Role.HEAD, desk.green), (Role.HEAD, park)]),
        "kanri": ("管理", [(Role.ADMINISTRATOR, None)]),
    }
    for username, (name, roles) in accounts.items():
        for role, department in roles:
            person = desk.person(username, role, department)
        person.last_name = name
        person.set_password(PASSWORD)
        person.save()


def main(folder: Path, city: str, *, only_build: bool) -> None:
    """Make the database of `city` (see `_build`) in `folder`, or serve what is there until ended."""
    here = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(here.parent / "src"), str(here)]
    os.environ |= {"MITODOKE_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "mitodoke.config.settings"}
    if city == "tour":
        os.environ["MITODOKE_ROUND_LINKS"] = "1"
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    # The one that the site uses takes half a second for every password on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()
    if only_build:
        _build(city, folder)
        return
    server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=_Server, handler_class=_Silent)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


def _build(city: str, folder: Path) -> None:
    """The tables alone (empty), or into them the city called sample, year, evaluation or tour."""
    from django.core.management import call_command
    from django.db import connections

    match city:
        case "empty":
            call_command("migrate", verbosity=0)
        case "sample":
            _people()
        case "year":
            from browser.year_city import build

            build(PASSWORD)
        case "evaluation":
            from browser.evaluation_city import build

            build(PASSWORD)
        case "tour":
            from browser.tour_city import build_tour

            build_tour(PASSWORD, folder)
    connections.close_all()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], only_build="--build" in sys.argv)
