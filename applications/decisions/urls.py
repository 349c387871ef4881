"""Addresses of the room."""

from django.urls import path

from applications.decisions import views

app_name = "decisions"
urlpatterns = [
    path("vacancies/<int:pk>/decision/", views.decision, name="decision"),
    path("decisions/<int:pk>/approval/", views.approve, name="approve"),
    path("decisions/<int:pk>/return/", views.send_back, name="return"),
    path("decisions/<int:pk>/announcement/", views.announce, name="announce"),
]
