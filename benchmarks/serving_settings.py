"""The site's settings with the views of `serving_views` beside the site's own."""

from mitodoke.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.serving_views"
