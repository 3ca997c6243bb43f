"""The app of the recommendations and response."""

from django.apps import AppConfig


class Recommendations(AppConfig):
    name = "paramountcy.web.guidance.recommendations"
    label = "recommendations"
    verbose_name = "recommendations and response"
