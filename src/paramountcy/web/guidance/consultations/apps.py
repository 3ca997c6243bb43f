"""The app of the consultations and events."""

from django.apps import AppConfig


class Consultations(AppConfig):
    name = "paramountcy.web.guidance.consultations"
    label = "consultations"
    verbose_name = "consultations and events"
