"""The app of the options and open decisions."""

from django.apps import AppConfig


class Options(AppConfig):
    name = "paramountcy.web.guidance.options"
    label = "options"
    verbose_name = "options and open decisions"
