"""The addresses of the worries about a child."""

from django.urls import path

from paramountcy.web.guidance.worries import views

app_name = "worries"
urlpatterns = [
    path("worries/", views.inbox, name="inbox"),
    path("worries/handed-over/", views.receipts, name="receipts"),
    path("worries/handed-over/<slug:ref>/", views.receipt, name="receipt"),
    path("worries/hand-over/<slug:kind>/<slug:ref>/", views.hand_over, name="hand_over"),
    path("worries/<slug:ref>/", views.worry, name="worry"),
    path("worries/<slug:ref>/receive/", views.receive, name="receive"),
    path("worries/<slug:ref>/step/", views.step, name="step"),
]
