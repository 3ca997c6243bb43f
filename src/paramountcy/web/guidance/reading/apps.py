"""The app of the reading of notes."""

from django.apps import AppConfig


class Reading(AppConfig):
    name = "paramountcy.web.guidance.reading"
    label = "reading"
    verbose_name = "reading of notes"
