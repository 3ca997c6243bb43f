"""The addresses of the recommendations and response."""

from django.urls import URLPattern

app_name = "recommendations"
urlpatterns: list[URLPattern] = []
