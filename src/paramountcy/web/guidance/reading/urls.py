"""The addresses of the reading of notes."""

from django.urls import URLPattern

app_name = "reading"
urlpatterns: list[URLPattern] = []
