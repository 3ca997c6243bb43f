"""The app that puts the others together."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from paramountcy.web.kit.navigation import section
from paramountcy.web.site.pragmas import refuse_unsafe

SECTIONS = {
    "Meetings": ("meetings:meetings", "groups:groups", "tracker:actions", "options:questions", "reading:documents"),
    "Learning": ("recommendations:reports", "programmes:programmes"),
    "Guidance": ("drafting:documents", "guides:guides", "vocabulary:glossary", "age_scope:register"),
    "The public": ("consultations:consultations", "children:versions", "publishing:desk"),
}
"""What stands in the bar behind one word: the names of the addresses, in order."""


class Site(AppConfig):
    name = "paramountcy.web.site"
    label = "site"

    def ready(self) -> None:
        for text, pages in SECTIONS.items():
            section(text, *pages)
        connection_created.connect(refuse_unsafe, dispatch_uid="every connection is as safe as it says")
