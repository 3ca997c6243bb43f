"""The addresses of the terms, roles and duties."""

from django.urls import URLPattern

app_name = "vocabulary"
urlpatterns: list[URLPattern] = []
