"""The app of the joint programmes."""

from django.apps import AppConfig


class Programmes(AppConfig):
    name = "paramountcy.web.guidance.programmes"
    label = "programmes"
    verbose_name = "joint programmes"
