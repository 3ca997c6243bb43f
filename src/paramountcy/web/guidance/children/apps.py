"""The app of the children and young people's versions."""

from django.apps import AppConfig


class Children(AppConfig):
    name = "paramountcy.web.guidance.children"
    label = "children"
    verbose_name = "children and young people's versions"
