"""The addresses of joint programmes."""

from django.urls import path

from paramountcy.web.guidance.programmes.views import events, programmes, strands

app_name = "programmes"
urlpatterns = [
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/export/", programmes.export, name="export"),
    path("programmes/search/", programmes.search, name="search"),
    path("programmes/found/<slug:ref>/", programmes.found, name="found"),
    path("programmes/new/", programmes.make, name="make"),
    path("programmes/alerts/", programmes.alerts, name="alerts"),
    path("programmes/public/", programmes.public, name="public"),
    path("programmes/public/<slug:ref>/", programmes.public_page, name="public_page"),
    path("programmes/events/", events.events, name="events"),
    path("programmes/events/new/", events.note_event, name="note_event"),
    path("programmes/events/<slug:ref>/", events.event, name="event"),
    path("programmes/events/<slug:ref>/expect/", events.expect, name="expect"),
    path("programmes/<slug:ref>/", programmes.programme, name="programme"),
    path("programmes/<slug:ref>/change/", programmes.change, name="change"),
    path("programmes/<slug:ref>/programme.docx", programmes.as_docx, name="docx"),
    path("programmes/<slug:ref>/milestones.csv", programmes.milestones, name="milestones"),
    path("programmes/<slug:ref>/bodies/new/", strands.join, name="join"),
    path("programmes/<slug:ref>/strands/new/", strands.add_strand, name="add_strand"),
    path("programmes/<slug:ref>/products/new/", strands.add_product, name="add_product"),
    path("programmes/<slug:ref>/depends/new/", events.depend, name="depend"),
    path("programmes/bodies/<slug:ref>/leave/", strands.leave, name="leave"),
    path("programmes/strands/<slug:ref>/change/", strands.change_strand, name="change_strand"),
    path("programmes/strands/<slug:ref>/end/", strands.end_strand, name="end_strand"),
    path("programmes/strands/<slug:ref>/own/<slug:body>/", strands.own, name="own"),
    path("programmes/strands/<slug:ref>/milestones/new/", strands.plan, name="plan"),
    path("programmes/owners/<slug:ref>/end/", strands.stop_owning, name="stop_owning"),
    path("programmes/milestones/<slug:ref>/step/", strands.step, name="step"),
    path("programmes/depends/<slug:ref>/look/", events.look, name="look"),
    path("programmes/depends/<slug:ref>/end/", events.end_dependence, name="end_dependence"),
]
