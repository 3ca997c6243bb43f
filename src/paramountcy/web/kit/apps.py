"""The app that holds what all others are built with."""

from django.apps import AppConfig


class Kit(AppConfig):
    name = "paramountcy.web.kit"
    label = "kit"

    def ready(self) -> None:
        pass  # registers its check
