"""The addresses of the reading of notes."""

from django.urls import path

from paramountcy.web.guidance.reading import views

app_name = "reading"
urlpatterns = [
    path("reading/", views.documents, name="documents"),
    path("reading/new/", views.upload, name="upload"),
    path("reading/facts/<slug:ref>/fix/", views.fix, name="fix"),
    path("reading/facts/<slug:ref>/<slug:verdict>/", views.settle, name="settle"),
    path("reading/<slug:ref>/", views.document, name="document"),
    path("reading/<slug:ref>/take-over/", views.take_over, name="take_over"),
    path("reading/<slug:ref>/again/", views.read_again, name="read_again"),
    path("reading/<slug:ref>/<slug:part>/", views.section, name="section"),
    path("reading/<slug:ref>/<slug:part>/certain/", views.accept_certain, name="accept_certain"),
]
