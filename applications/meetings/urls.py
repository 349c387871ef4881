"""Addresses of the room."""

from django.urls import path

from applications.meetings import views

app_name = "meetings"
urlpatterns = [
    path("panels/<int:pk>/meetings/", views.meetings, name="meetings"),
    path("panels/<int:pk>/meetings/new/", views.propose, name="propose"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/fix/", views.fix, name="fix"),
    path("meetings/<int:pk>/change/", views.change, name="change"),
    path("meetings/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("meetings/<int:pk>/minutes/", views.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/approve/", views.approve, name="approve"),
    path("meetings/<int:pk>/meeting.ics", views.calendar, name="calendar"),
]
