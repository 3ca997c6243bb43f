"""The app of the worries about a child."""

from django.apps import AppConfig


class Worries(AppConfig):
    name = "paramountcy.web.guidance.worries"
    label = "worries"
    verbose_name = "worries about a child"
