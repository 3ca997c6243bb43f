"""The addresses of terms, roles and duties."""

from django.urls import path

from paramountcy.web.guidance.vocabulary import views

app_name = "vocabulary"
urlpatterns = [
    path("glossary/", views.glossary, name="glossary"),
    path("who-is-this/", views.who_is_this, name="who_is_this"),
    path("duties/", views.duties, name="duties"),
    path("duties/csv/", views.duties_csv, name="duties_csv"),
    path("duties/new/", views.add_duty, name="add_duty"),
    path("duties/<slug:ref>/end/", views.end_duty, name="end_duty"),
    path("terms/", views.terms, name="terms"),
    path("terms/check/", views.check, name="check"),
    path("terms/new/", views.avoid, name="avoid"),
    path("terms/<slug:ref>/end/", views.end_term, name="end_term"),
    path("terms/of-the-list/<int:number>/set-aside/", views.set_aside, name="set_aside"),
    path("terms/set-aside/<slug:ref>/take-up/", views.take_up, name="take_up"),
    path("words/new/", views.explain, name="explain"),
    path("words/<slug:ref>/end/", views.end_word, name="end_word"),
    path("who-does-what/", views.holders, name="holders"),
    path("who-does-what/new/", views.hold, name="hold"),
    path("who-does-what/<slug:ref>/end/", views.end_holder, name="end_holder"),
]
