"""The addresses of the drafting of guidance."""

from django.urls import URLPattern

app_name = "drafting"
urlpatterns: list[URLPattern] = []
