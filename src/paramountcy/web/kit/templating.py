"""The Jinja environment of the application: that of the look, with the templates of every app under its own name."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from jinja2 import BaseLoader, Environment, FileSystemLoader

from paramountcy.publication.look.pages import environment as look
from paramountcy.web.kit.forms import drawn, problems
from paramountcy.web.kit.navigation import navigation
from paramountcy.web.kit.sorting import OURS


def environment(**_: Any) -> Environment:
    """
    The environment for Django's Jinja backend. A template of the app `access` is "access/name.html", and stands in its
    folder `templates`. Escaping, and what an unknown name is, are those of the look, whatever Django would choose.
    """
    ours = [
        config
        for config in apps.get_app_configs()
        if config.name.startswith(OURS) or getattr(config, "fields_are_sorted", False)
    ]
    loaders: dict[str, BaseLoader] = {one.label: FileSystemLoader(Path(one.path) / "templates") for one in ours}
    made = look(**loaders)
    made.globals.update(static=static, url=_url, navigation=navigation, drawn=drawn, problems=problems)
    made.filters.update(day=day, moment=moment)
    return made


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def day(value: Any) -> str:
    """A day as people write it: 2 November 2026."""
    return date_format(value, "j F Y") if value else ""


def moment(value: Any) -> str:
    """A moment in London: 2 November 2026 at 14:05."""
    return date_format(timezone.localtime(value), "j F Y \\a\\t H:i") if value else ""
