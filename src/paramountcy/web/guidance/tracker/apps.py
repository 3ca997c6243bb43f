"""The app of the actions, decisions and updates."""

from django.apps import AppConfig


class Tracker(AppConfig):
    name = "paramountcy.web.guidance.tracker"
    label = "tracker"
    verbose_name = "actions, decisions and updates"
