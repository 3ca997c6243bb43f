"""The application with the notebook, which says the number of each request, and what its connections are set to."""

import os

from django.db import connection
from django.http import JsonResponse
from django.urls import include, path

from paramountcy.web.access.doors import open_to_all
from paramountcy.web.site.pragmas import pragmas

NUMBER, PROCESS = "X-Request-Number", "X-Process"


class SaysItsNumber:
    """Adds to each answer the number under which the log has the request, and the process that answered."""

    def __init__(self, answer):
        self.answer = answer

    def __call__(self, request):
        response = self.answer(request)
        if access := getattr(request, "access", None):  # none where a request was refused on its way
            response[NUMBER] = access.request
        response[PROCESS] = str(os.getpid())
        return response


@open_to_all("it says nothing of anybody")
def set_to(request):
    """What the connection of this request is set to, and the process it is of."""
    connection.ensure_connection()
    return JsonResponse({"process": os.getpid(), "pragmas": pragmas(connection)})


urlpatterns = [path("set-to/", set_to), path("", include("tests.web.notebook.urls"))]
