"""
Whether the application can be used: its database answers, and is as this version needs it.

Anybody may ask, so the answer is one word. What is wrong is in the server's own log, and is the operator's to read.
"""

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from paramountcy.web.access.doors import open_to_all
from paramountcy.web.site.migrating import due

WELL, UNWELL = "ok\n", "not ready\n"
LOG = logging.getLogger("paramountcy.health")


@open_to_all("it says one word, and is asked by machines that can't sign in")
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        well = not due()
    except DatabaseError as wrong:
        LOG.error("the database does not answer", exc_info=wrong)
        well = False
    return HttpResponse(WELL if well else UNWELL, content_type="text/plain; charset=utf-8", status=200 if well else 503)
