"""The addresses of the recommendations and response."""

from django.urls import path

from paramountcy.web.guidance.recommendations.views import chasers, documents, public, recommendations, reports

app_name = "recommendations"
urlpatterns = [
    path("responses/", public.public_reports, name="public_reports"),
    path("responses/<slug:ref>/", public.public_report, name="public_report"),
    path("responses/<slug:ref>/as/<slug:form>/", documents.public_document, name="public_document"),
    path("responses/recommendations/<slug:ref>/", public.public_recommendation, name="public_recommendation"),
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.make, name="make"),
    path("reports/example/", reports.load_example, name="load_example"),
    path("reports/late/", chasers.chasers, name="chasers"),
    path("reports/late/steps/new/", chasers.add_chaser, name="add_chaser"),
    path("reports/late/steps/end/", chasers.end_chaser, name="end_chaser"),
    path("reports/<slug:ref>/", reports.report, name="report"),
    path("reports/<slug:ref>/change/", reports.change, name="change"),
    path("reports/<slug:ref>/themes/new/", reports.add_theme, name="add_theme"),
    path("reports/<slug:ref>/recommendations/new/", reports.add_recommendation, name="add_recommendation"),
    path("reports/<slug:ref>/recommendations/import/", reports.take_in, name="take_in"),
    path("reports/<slug:ref>/claims/new/", reports.add_whole, name="add_whole"),
    path("reports/<slug:ref>/response/", reports.statement, name="statement"),
    path("reports/<slug:ref>/response/publish/", reports.publish, name="publish"),
    path("reports/<slug:ref>/response/withdraw/", reports.withdraw, name="withdraw"),
    path("reports/<slug:ref>/chase/", chasers.chase, name="chase"),
    path("reports/<slug:ref>/as/<slug:form>/", documents.document, name="document"),
    path("recommendations/", reports.recommendations, name="recommendations"),
    path("recommendations/export/", reports.export_recommendations, name="export"),
    path("recommendations/search/", reports.search, name="search"),
    path("recommendations/found/<slug:ref>/", reports.found, name="found"),
    path("recommendations/<slug:ref>/", recommendations.recommendation, name="recommendation"),
    path("recommendations/<slug:ref>/change/", recommendations.change_recommendation, name="change_recommendation"),
    path("recommendations/<slug:ref>/positions/new/", recommendations.take_position, name="take_position"),
    path("recommendations/<slug:ref>/commitments/new/", recommendations.commit, name="commit"),
    path("recommendations/<slug:ref>/progress/new/", recommendations.claim_progress, name="claim_progress"),
    path("recommendations/<slug:ref>/effects/new/", recommendations.show_effect, name="show_effect"),
    path("recommendations/<slug:ref>/points/new/", recommendations.raise_point, name="raise_point"),
    path("recommendations/<slug:ref>/points/<slug:to>/answer/", recommendations.answer_point, name="answer_point"),
    path("positions/<slug:ref>/put-right/", recommendations.correct_position, name="correct_position"),
    path("commitments/<slug:ref>/end/", recommendations.end_commitment, name="end_commitment"),
]
