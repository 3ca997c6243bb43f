"""The addresses of guidance, room by room. What stands in them is a reference, and tells of nobody."""

from django.urls import include, path

ROOMS = (
    "groups",
    "meetings",
    "children",
    "vocabulary",
    "worries",
    "tracker",
    "recommendations",
    "drafting",
    "age_scope",
    "options",
    "guides",
    "programmes",
    "consultations",
    "reading",
    "publishing",
)
urlpatterns = [path("", include(f"paramountcy.web.guidance.{room}.urls")) for room in ROOMS]
