"""The addresses of the publishing register."""

from django.urls import path

from paramountcy.web.guidance.publishing.views import desk, public

app_name = "publishing"
urlpatterns = [
    path("register/", public.register, name="register"),
    path("register/atom/", public.atom, name="atom"),
    path("register/json/", public.json_feed, name="json"),
    path("register/withdrawn/", public.withdrawn, name="withdrawn"),
    path("register/<slug:kind>/<slug:ref>/", public.entry, name="entry"),
    path("published/documents/<slug:ref>/", public.public_document, name="public_document"),
    path("published/documents/<slug:ref>/file/", public.public_file, name="public_file"),
    path("published/draft-notes/<slug:ref>/", public.draft_notes, name="draft_notes"),
    path("publishing/", desk.desk, name="desk"),
    path("publishing/documents/new/", desk.add_document, name="add_document"),
    path("publishing/documents/<slug:ref>/", desk.document, name="document"),
    path("publishing/documents/<slug:ref>/agree/", desk.agree, name="agree"),
    path("publishing/documents/<slug:ref>/publish/", desk.publish, name="publish"),
    path("publishing/documents/<slug:ref>/withdraw/", desk.withdraw, name="withdraw"),
    path("publishing/documents/<slug:ref>/withhold/", desk.withhold_of_document, name="withhold_of_document"),
    path("publishing/notes/<slug:ref>/", desk.notes, name="notes"),
    path("publishing/notes/<slug:ref>/withhold/", desk.withhold_of_notes, name="withhold_of_notes"),
    path("publishing/notes/<slug:ref>/draft/", desk.publish_draft, name="publish_draft"),
    path("publishing/drafts/<slug:ref>/withdraw/", desk.withdraw_draft, name="withdraw_draft"),
    path("publishing/withheld/<slug:ref>/end/", desk.give_back, name="give_back"),
    path("publishing/dead-links/new/", desk.add_dead_link, name="add_dead_link"),
]
