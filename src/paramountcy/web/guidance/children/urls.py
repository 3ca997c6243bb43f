"""The addresses of the children and young people's versions."""

from django.urls import URLPattern

app_name = "children"
urlpatterns: list[URLPattern] = []
