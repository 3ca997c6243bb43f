"""The addresses of groups."""

from django.urls import path

from paramountcy.web.guidance.groups import views

app_name = "groups"
urlpatterns = [
    path("groups/", views.groups, name="groups"),
    path("groups/export/", views.export_groups, name="export"),
    path("groups/new/", views.make, name="make"),
    path("groups/<slug:ref>/", views.group, name="group"),
    path("groups/<slug:ref>/change/", views.change, name="change"),
    path("groups/<slug:ref>/seats/new/", views.add_seat, name="add_seat"),
    path("seats/<slug:ref>/fill/", views.fill_seat, name="fill_seat"),
    path("seats/<slug:ref>/end/", views.end_seat, name="end_seat"),
    path("seats/held/<slug:ref>/end/", views.end_holding, name="end_holding"),
    path("people/", views.people, name="people"),
    path("people/search/", views.people_search, name="people_search"),
    path("people/found/<slug:ref>/", views.people_found, name="people_found"),
    path("people/new/", views.add_person, name="add_person"),
    path("people/<slug:ref>/", views.person, name="person"),
    path("people/<slug:ref>/change/", views.change_person, name="change_person"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/new/", views.add_organisation, name="add_organisation"),
    path("organisations/<slug:ref>/", views.organisation, name="organisation"),
    path("organisations/<slug:ref>/rename/", views.rename, name="rename"),
    path("organisations/<slug:ref>/end/", views.end_organisation, name="end_organisation"),
    path("circles/", views.circles, name="circles"),
    path("circles/new/", views.make_circle, name="make_circle"),
    path("circles/<slug:ref>/", views.circle, name="circle"),
    path("circles/<slug:ref>/let-in/", views.let_in, name="let_in"),
    path("circles/members/<slug:ref>/leave/", views.leave, name="leave"),
]
