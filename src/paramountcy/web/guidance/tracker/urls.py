"""The addresses of the actions, decisions and updates."""

from django.urls import URLPattern

app_name = "tracker"
urlpatterns: list[URLPattern] = []
