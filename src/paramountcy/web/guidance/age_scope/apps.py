"""The app of the age scope."""

from django.apps import AppConfig


class AgeScope(AppConfig):
    name = "paramountcy.web.guidance.age_scope"
    label = "age_scope"
    verbose_name = "age scope"
