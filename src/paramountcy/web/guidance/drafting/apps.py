"""The app of the drafting of guidance."""

from django.apps import AppConfig


class Drafting(AppConfig):
    name = "paramountcy.web.guidance.drafting"
    label = "drafting"
    verbose_name = "drafting of guidance"
