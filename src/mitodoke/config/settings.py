"""Settings of the site; what differs between installations comes from the environment.

MITODOKE_HOME           folder of the database and the secret key (default: ``var`` in the current folder)
MITODOKE_SECRET_KEY     key that signs sessions (default: made once, kept in MITODOKE_HOME with mode 600)
MITODOKE_ALLOWED_HOSTS  names the site answers to, with commas between (default: ``localhost,127.0.0.1``)
MITODOKE_HTTPS          ``1`` where the site is reached by https only: cookies and browsers are then held to it
MITODOKE_TRUSTED_PROXIES  addresses or networks of the reverse proxies in front of the site, with commas between:
                        only from these are X-Forwarded-For and X-Forwarded-Proto believed (default: none)
MITODOKE_PUBLIC_ADDRESS where the public finds the site (``https://…/``), for feeds, catalogues and cards; by
                        default the address that a request came to
MITODOKE_PAGE_STORE_MB  memory for rendered pages in MB a process (default 64, 0 for none)
MITODOKE_CONTACT        whom readers of the public site may ask, as plain text (default: not told)
MITODOKE_SOURCE_URL     where the source code of this installation stands, which the AGPL asks to tell its users
MITODOKE_SMTP_URL       mail server (``smtp://user:password@host:587``); without one mail is written into MITODOKE_HOME
MITODOKE_MAIL_FROM      the address that mail comes from
MITODOKE_ROUND_LINKS    ``1`` for mailed links that open a department's part of a round without an account, for up to
                        14 days; the planner makes and revokes them on the page of the round (default: none)
MITODOKE_SESSION_IDLE_MINUTES  minutes without use after which the desk asks to sign in again (default 60)
MITODOKE_SESSION_HOURS  hours after signing in after which it does so in any case (default 12)
MITODOKE_SIGN_IN_LOG_DAYS  days that attempts to sign in are kept (default 400)
MITODOKE_OIDC_ISSUER    issuer of the city's OpenID Connect provider (``https://…``); unset: signing in here only.
                        With it: MITODOKE_OIDC_CLIENT_ID, MITODOKE_OIDC_SECRET_FILE (a file that holds the client's
                        secret), MITODOKE_OIDC_CLAIM (``preferred_username``), MITODOKE_OIDC_NAME (text of the button),
                        MITODOKE_OIDC_SECOND_FACTOR (``1``: the provider sees to it), MITODOKE_LOCAL_SIGN_IN (``0``: by
                        the provider only); see docs/accounts.md
MITODOKE_DEBUG          ``1`` shows errors with their source on the page; never where others can reach it
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from mitodoke.config.secret_key import read_or_make_secret_key
from mitodoke.config.trusted_proxies import read_networks
from mitodoke.desk.accounts.provider.settings import provider_settings
from mitodoke.reporting.mail.smtp_url import email_settings

HOME = Path(os.environ.get("MITODOKE_HOME") or "var").absolute()
try:
    globals().update(
        email_settings(
            os.environ.get("MITODOKE_SMTP_URL", ""),
            sender=os.environ.get("MITODOKE_MAIL_FROM", ""),
            folder=HOME / "mail",
        )
    )
except ValueError as problem:
    raise ImproperlyConfigured(str(problem)) from problem
ROUND_LINKS_ALLOWED = os.environ.get("MITODOKE_ROUND_LINKS") == "1"
HTTPS = os.environ.get("MITODOKE_HTTPS") == "1"


def _number(name: str, default: int, largest: int) -> int:
    """A whole number from 1 to `largest` from the environment."""
    text = os.environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= largest):
        raise ImproperlyConfigured(f"{name} は 1 から {largest} までの整数で指定してください。")
    return int(text)


try:
    TRUSTED_PROXIES = read_networks(os.environ.get("MITODOKE_TRUSTED_PROXIES", ""))
    OIDC = provider_settings(os.environ)
except ValueError as problem:
    raise ImproperlyConfigured(str(problem)) from problem
LOCAL_SIGN_IN = OIDC is None or os.environ.get("MITODOKE_LOCAL_SIGN_IN") != "0"

SECRET_KEY = os.environ.get("MITODOKE_SECRET_KEY") or read_or_make_secret_key(HOME)
DEBUG = os.environ.get("MITODOKE_DEBUG") == "1"
PUBLIC_ADDRESS = os.environ.get("MITODOKE_PUBLIC_ADDRESS", "").strip()
if PUBLIC_ADDRESS and not PUBLIC_ADDRESS.endswith("/"):
    PUBLIC_ADDRESS += "/"
CONTACT = os.environ.get("MITODOKE_CONTACT", "").strip()
SOURCE_URL = os.environ.get("MITODOKE_SOURCE_URL", "").strip()
ALLOWED_HOSTS = [
    name.strip()
    for name in os.environ.get("MITODOKE_ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")
    if name.strip()
]

INSTALLED_APPS = [
    "mitodoke.desk",
    "mitodoke.publishing",
    "mitodoke.reporting",
    "mitodoke.plans",
    "mitodoke.collaborations",
    "mitodoke.documents",
    "mitodoke.departments",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mitodoke.desk.accounts.admin_door.AdminDoor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "mitodoke.config.urls"
WSGI_APPLICATION = "mitodoke.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "mitodoke.publishing.templating.environment"},
    },
    {
        # The tables for staff under admin/ come with templates of this kind.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "mitodoke.sqlite3",
        # Kept open by each thread: opening costs more than most queries of a page.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A write takes its lock when it begins, so that two writers wait for each other and never fail midway.
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            # Readers go on while one writes; a power cut loses at most the last write, never the file.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
# Static files are served from where the packages keep them: no copying step that could be forgotten after an
# update. They are kept by browsers for a short while only, since their names carry no hash.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 600

AUTH_PASSWORD_VALIDATORS = [{"NAME": "mitodoke.desk.accounts.password_rules.PasswordRules"}]
SESSION_IDLE_MINUTES = _number("MITODOKE_SESSION_IDLE_MINUTES", 60, 1440)
SESSION_COOKIE_AGE = 3600 * _number("MITODOKE_SESSION_HOURS", 12, 168)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SIGN_IN_LOG_DAYS = _number("MITODOKE_SIGN_IN_LOG_DAYS", 400, 3650)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# Forms over all accounts or departments of a city have several fields a row; sign-in and search have a handful.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
# No script reads the token from the cookie: the pages that send by script take it from their form.
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mitodoke.desk.views.lost.sent_from_old_page"
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A page that does not exist is the visitor's news, not the operator's.
    "loggers": {"django.request": {"level": "ERROR"}},
}
