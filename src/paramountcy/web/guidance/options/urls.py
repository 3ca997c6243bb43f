"""The addresses of the options and open decisions."""

from django.urls import URLPattern

app_name = "options"
urlpatterns: list[URLPattern] = []
