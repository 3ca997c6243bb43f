"""The addresses of the actions, decisions and updates."""

from django.urls import path

from paramountcy.web.guidance.tracker.views import actions, decisions, papers

app_name = "tracker"
urlpatterns = [
    path("actions/", actions.tracker, name="actions"),
    path("actions/search/", actions.search, name="search"),
    path("actions/found/<slug:ref>/", actions.found, name="found"),
    path("actions/export/", actions.export_actions, name="export"),
    path("actions/chasers/", papers.chasers, name="chasers"),
    path("actions/chasers/<slug:key>/<slug:ending>/", papers.chaser, name="chaser"),
    path("actions/sheets/", papers.sheets_page, name="sheets"),
    path("actions/sheets/open/", papers.sheet_out, name="sheet_out"),
    path("actions/sheets/<slug:ref>/", papers.sheet, name="sheet"),
    path("actions/sheets/<slug:ref>/accept/", papers.accept_sheet, name="accept_sheet"),
    path("actions/of/<slug:ref>/", actions.of_group, name="of_group"),
    path("actions/of/<slug:ref>/new/", actions.make_action, name="make_action"),
    path("actions/of/<slug:ref>/pack/", papers.pack, name="pack"),
    path("actions/of/<slug:ref>/pack/<slug:ending>/", papers.pack_file, name="pack_file"),
    path("actions/from/<slug:ref>/", actions.action_of_line, name="action_of_line"),
    path("actions/<slug:ref>/", actions.action, name="action"),
    path("actions/<slug:ref>/update/", actions.update, name="update"),
    path("actions/<slug:ref>/effect/", actions.effect, name="effect"),
    path("actions/<slug:ref>/hand-over/", actions.hand_over, name="hand_over"),
    path("actions/<slug:ref>/due/", actions.move_due, name="move_due"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/export/", decisions.export_decisions, name="decided"),
    path("decisions/of/<slug:ref>/new/", decisions.make_decision, name="make_decision"),
    path("decisions/from/<slug:ref>/", decisions.decision_of_line, name="decision_of_line"),
    path("decisions/<slug:ref>/", decisions.decision, name="decision"),
    path("decisions/<slug:ref>/outcome/", decisions.decide, name="decide"),
]
