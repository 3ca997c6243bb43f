"""The addresses of the consultations and events."""

from django.urls import URLPattern

app_name = "consultations"
urlpatterns: list[URLPattern] = []
