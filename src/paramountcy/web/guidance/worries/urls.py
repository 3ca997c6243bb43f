"""The addresses of the worries about a child."""

from django.urls import URLPattern

app_name = "worries"
urlpatterns: list[URLPattern] = []
