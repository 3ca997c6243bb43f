"""The addresses of the notebook, and of an application that has one."""

from django.urls import include, path

from paramountcy.web.site import urls as application
from tests.web.notebook import views

handler400, handler404, handler500 = application.handler400, application.handler404, application.handler500

notebook = [
    path("", views.notes, name="notes"),
    path("search/", views.search, name="search"),
    path("found/<slug:ref>/", views.found, name="found"),
    path("export/", views.export_notes, name="export"),
    path("<slug:ref>/", views.note, name="note"),
    path("<slug:ref>/print/", views.on_paper, name="print"),
    path("<slug:ref>/export/", views.export_note, name="export_note"),
    path("<slug:ref>/write/", views.write, name="write"),
    path("<slug:ref>/raises/", views.raises, name="raises"),
]
mute = [path("mute/", views.mute, name="mute"), path("shut/", views.shut, name="shut")]

urlpatterns = [
    path("notebook/", include((notebook, "notebook"))),
    path("faults/", include((mute, "faults"))),
    path("", include("paramountcy.web.site.urls")),
]
