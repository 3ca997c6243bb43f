"""The addresses of the options and open decisions."""

from django.urls import path

from paramountcy.web.guidance.options.views import laying_out, outcomes, questions

app_name = "options"
urlpatterns = [
    path("questions/", questions.questions, name="questions"),
    path("questions/export/", questions.export, name="export"),
    path("questions/search/", questions.search, name="search"),
    path("questions/found/<slug:ref>/", questions.found, name="found"),
    path("questions/new/", questions.make, name="make"),
    path("questions/<slug:ref>/", questions.question, name="question"),
    path("questions/<slug:ref>/change/", questions.change, name="change"),
    path("questions/<slug:ref>/paper.docx", questions.as_docx, name="docx"),
    path("questions/<slug:ref>/paper.pdf", questions.as_pdf, name="pdf"),
    path("questions/<slug:ref>/options/new/", laying_out.add_option, name="add_option"),
    path("questions/<slug:ref>/risks/new/", laying_out.add_risk, name="add_risk"),
    path("questions/<slug:ref>/views/new/", laying_out.add_view, name="add_view"),
    path("questions/<slug:ref>/outcome/", outcomes.record, name="record"),
    path("questions/options/<slug:ref>/change/", laying_out.change_option, name="change_option"),
    path("questions/options/<slug:ref>/drop/", laying_out.drop_option, name="drop_option"),
    path("questions/options/<slug:ref>/reasons/new/", laying_out.add_argument, name="add_argument"),
    path("questions/risks/<slug:ref>/answer/", laying_out.answer_risk, name="answer_risk"),
    path("questions/outcomes/<slug:ref>/owe/", outcomes.owe, name="owe"),
    path("questions/owed/<slug:ref>/give/", outcomes.give, name="give"),
    path("questions/<slug:part>/<slug:ref>/strike/", laying_out.strike, name="strike"),
]
