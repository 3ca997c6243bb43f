"""The app that puts the others together."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from paramountcy.web.site.pragmas import refuse_unsafe


class Site(AppConfig):
    name = "paramountcy.web.site"
    label = "site"

    def ready(self) -> None:
        connection_created.connect(refuse_unsafe, dispatch_uid="every connection is as safe as it says")
