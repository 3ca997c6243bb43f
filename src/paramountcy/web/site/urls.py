"""The addresses of the application."""

from django.urls import URLPattern, URLResolver, include, path

from paramountcy.web.access.signing_in.views import too_many
from paramountcy.web.site.faults import failed, not_there, not_understood
from paramountcy.web.site.health import health

handler400 = not_understood
handler404 = not_there
handler500 = failed
handler429 = too_many

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("paramountcy.web.access.signing_in.urls")),
    path("", include("paramountcy.web.access.screens.urls")),
    path("partnership/", include("paramountcy.web.guidance.urls")),
    path("health/", health, name="health"),
]
