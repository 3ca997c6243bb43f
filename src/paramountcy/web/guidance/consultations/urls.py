"""The addresses of consultations: those for anybody, and under work/ those for whoever runs them."""

from django.urls import path

from paramountcy.web.guidance.consultations.views import heard, public, run

app_name = "consultations"
WORK = "consultations/work"
urlpatterns = [
    path("consultations/", public.public, name="public"),
    path("consultations/thanks/<slug:ref>/", public.thanks, name="thanks"),
    path(f"{WORK}/", run.consultations, name="consultations"),
    path(f"{WORK}/new/", run.make, name="make"),
    path(f"{WORK}/responses/", heard.queue, name="queue"),
    path(f"{WORK}/responses/<slug:ref>/", heard.response, name="response"),
    path(f"{WORK}/responses/<slug:ref>/decide/", heard.moderate, name="moderate"),
    path(f"{WORK}/sections/<slug:ref>/questions/new/", run.add_question, name="add_question"),
    path(f"{WORK}/questions/<slug:ref>/take-out/", run.drop_question, name="drop_question"),
    path(f"{WORK}/documents/<slug:ref>/withdraw/", run.withdraw_document, name="withdraw_document"),
    path(f"{WORK}/events/<slug:ref>/said/new/", heard.add_feedback, name="add_feedback"),
    path(f"{WORK}/versions/<slug:ref>/publish/", heard.publish_reply, name="publish_reply"),
    path(f"{WORK}/<slug:ref>/", run.consultation, name="consultation"),
    path(f"{WORK}/<slug:ref>/change/", run.change, name="change"),
    path(f"{WORK}/<slug:ref>/asked/new/", run.add_asked, name="add_asked"),
    path(f"{WORK}/<slug:ref>/sections/new/", run.add_section, name="add_section"),
    path(f"{WORK}/<slug:ref>/documents/new/", run.add_document, name="add_document"),
    path(f"{WORK}/<slug:ref>/principles/<slug:key>/", run.principle, name="principle"),
    path(f"{WORK}/<slug:ref>/announce/", run.announce, name="announce"),
    path(f"{WORK}/<slug:ref>/dates/", run.dates, name="dates"),
    path(f"{WORK}/<slug:ref>/late/", run.why_late, name="why_late"),
    path(f"{WORK}/<slug:ref>/withdraw/", run.withdraw, name="withdraw"),
    path(f"{WORK}/<slug:ref>/events/new/", heard.add_event, name="add_event"),
    path(f"{WORK}/<slug:ref>/response/", heard.write_reply, name="write_reply"),
    path(f"{WORK}/<slug:ref>/file/<slug:kind>/", run.file, name="file"),
    path("consultations/<slug:ref>/", public.public_one, name="public_one"),
    path("consultations/<slug:ref>/answer/", public.respond, name="respond"),
    path("consultations/<slug:ref>/documents/<slug:paper>/", public.document, name="document"),
    path("consultations/<slug:ref>/file/<slug:kind>/", public.public_file, name="public_file"),
]
