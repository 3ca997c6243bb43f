"""The addresses of the register of practice guidance."""

from django.urls import path

from paramountcy.web.guidance.guides.views import guides, passages

app_name = "guides"
urlpatterns = [
    path("guides/", guides.guides, name="guides"),
    path("guides/export/", guides.export, name="export"),
    path("guides/search/", guides.search, name="search"),
    path("guides/found/<slug:ref>/", guides.found, name="found"),
    path("guides/new/", guides.make, name="make"),
    path("guides/overlaps/", passages.overlaps, name="overlaps"),
    path("guides/overlaps/export/", passages.export_overlaps, name="export_overlaps"),
    path("guides/overlaps/<slug:ref>/", passages.overlap, name="overlap"),
    path("guides/overlaps/<slug:ref>/judge/", passages.judge, name="judge"),
    path("guides/passages/", passages.passages, name="passages"),
    path("guides/passages/export/", passages.export_passages, name="export_passages"),
    path("guides/passages/new/", passages.add_passage, name="add_passage"),
    path("guides/passages/compare/", passages.compare, name="compare"),
    path("guides/passages/compared/<slug:ref>/", passages.comparison, name="comparison"),
    path("guides/passages/<slug:ref>/", passages.passage, name="passage"),
    path("guides/passages/<slug:ref>/hand-over/", passages.hand_over, name="hand_over"),
    path("guides/public/", passages.public, name="public"),
    path("guides/public/<slug:ref>/", passages.public_guide, name="public_guide"),
    path("guides/<slug:ref>/", guides.guide, name="guide"),
    path("guides/<slug:ref>/change/", guides.change, name="change"),
    path("guides/<slug:ref>/text/", guides.text, name="text"),
    path("guides/<slug:ref>/text/give/", guides.give_text, name="give_text"),
    path("guides/<slug:ref>/compare/", guides.compare_on, name="compare_on"),
    path("guides/<slug:ref>/quality/", guides.quality, name="quality"),
    path("guides/<slug:ref>/supersede/", guides.supersede, name="supersede"),
    path("guides/<slug:ref>/withdraw/", guides.withdraw, name="withdraw"),
]
