"""The door for WSGI servers."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from mitodoke.config.page_store.from_settings import with_page_store
from mitodoke.config.trusted_proxies import behind_proxies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitodoke.config.settings")

application = behind_proxies(with_page_store(get_wsgi_application()), settings.TRUSTED_PROXIES)
