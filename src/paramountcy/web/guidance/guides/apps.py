"""The app of the register of practice guidance."""

from django.apps import AppConfig


class Guides(AppConfig):
    name = "paramountcy.web.guidance.guides"
    label = "guides"
    verbose_name = "register of practice guidance"
