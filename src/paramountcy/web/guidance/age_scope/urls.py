"""The addresses of age scope."""

from django.urls import path

from paramountcy.web.guidance.age_scope import views

app_name = "age_scope"
urlpatterns = [
    path("to-25/", views.questions, name="questions"),
    path("to-25/register/", views.register, name="register"),
    path("to-25/register/csv/", views.register_csv, name="register_csv"),
    path("to-25/register/new/", views.add, name="add"),
    path("to-25/register/<slug:key>/change/", views.change, name="change"),
    path("to-25/register/<slug:key>/take-out/", views.take_out, name="take_out"),
    path("to-25/register/<slug:key>/history/", views.history, name="history"),
]
