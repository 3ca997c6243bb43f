"""The addresses of the register of practice guidance."""

from django.urls import URLPattern

app_name = "guides"
urlpatterns: list[URLPattern] = []
