"""The door for WSGI servers."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from mitodoke.config.page_store.from_settings import with_page_store

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitodoke.config.settings")

application = with_page_store(get_wsgi_application())
