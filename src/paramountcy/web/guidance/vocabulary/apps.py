"""The app of the terms, roles and duties."""

from django.apps import AppConfig


class Vocabulary(AppConfig):
    name = "paramountcy.web.guidance.vocabulary"
    label = "vocabulary"
    verbose_name = "terms, roles and duties"
