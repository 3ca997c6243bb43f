"""The app of the publishing register."""

from django.apps import AppConfig


class Publishing(AppConfig):
    name = "paramountcy.web.guidance.publishing"
    label = "publishing"
    verbose_name = "publishing register"
