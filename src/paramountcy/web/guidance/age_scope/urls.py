"""The addresses of the age scope."""

from django.urls import URLPattern

app_name = "age_scope"
urlpatterns: list[URLPattern] = []
