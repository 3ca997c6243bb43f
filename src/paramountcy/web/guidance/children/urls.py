"""The addresses of the children and young people's versions."""

from django.urls import path

from paramountcy.web.guidance.children.views import public, releasing, writing

app_name = "children"
urlpatterns = [
    path("for-children/", public.public_list, name="public_list"),
    path("for-children/<slug:ref>/", public.public, name="public"),
    path("for-children/pictures/<slug:ref>/", public.public_picture, name="public_picture"),
    path("childrens-versions/", writing.versions, name="versions"),
    path("childrens-versions/of/<slug:kind>/<slug:ref>/new/", writing.make, name="make"),
    path("childrens-versions/<slug:ref>/", writing.version, name="version"),
    path("childrens-versions/<slug:ref>/change/", writing.change, name="change"),
    path("childrens-versions/<slug:ref>/words/", writing.words, name="words"),
    path("childrens-versions/<slug:ref>/passages/new/", writing.add_passage, name="add_passage"),
    path("childrens-versions/<slug:ref>/words/new/", writing.explain, name="explain"),
    path("childrens-versions/<slug:ref>/words/known/", writing.explain_known, name="explain_known"),
    path("childrens-versions/<slug:ref>/forms/new/", writing.add_media, name="add_media"),
    path("childrens-versions/<slug:ref>/readers/", releasing.readers, name="readers"),
    path("childrens-versions/<slug:ref>/readers/new/", releasing.add_review, name="add_review"),
    path("childrens-versions/<slug:ref>/release/", releasing.release, name="release"),
    path("childrens-versions/<slug:ref>/withdraw/", releasing.withdraw, name="withdraw"),
    path("childrens-passages/<slug:ref>/change/", writing.change_passage, name="change_passage"),
    path("childrens-passages/<slug:ref>/take-out/", writing.strike_passage, name="strike_passage"),
    path("childrens-passages/<slug:ref>/tie/", writing.tie, name="tie"),
    path("childrens-passages/<slug:ref>/picture/", writing.picture, name="picture"),
    path("childrens-passages/<slug:ref>/picture/see/", writing.passage_picture, name="passage_picture"),
    path("childrens-ties/<slug:ref>/untie/", writing.untie, name="untie"),
    path("childrens-ties/<slug:ref>/compare/", writing.compare, name="compare"),
    path("childrens-words/<slug:ref>/take-out/", writing.end_word, name="end_word"),
    path("childrens-forms/<slug:ref>/take-out/", writing.end_media, name="end_media"),
    path("childrens-readers/<slug:ref>/changed/", releasing.say_changed, name="say_changed"),
]
