"""Addresses of the room."""

from django.urls import path

from applications.invitations import own_views, views

app_name = "invitations"
urlpatterns = [
    path("invitations/<uuid:key>/", own_views.own_invitation, name="own"),
    path("invitations/<uuid:key>/appointment.ics", own_views.calendar, name="calendar"),
    path("desk/vacancies/<int:pk>/invitations/", views.invitations, name="invitations"),
    path("desk/vacancies/<int:pk>/invitations/new/", views.invite_page, name="invite"),
    path("desk/invitations/<uuid:key>/", views.invitation, name="invitation"),
    path("desk/invitations/<uuid:key>/call-off/", views.call_off_all_page, name="call-off-all"),
    path("desk/invited/<uuid:key>/move/", views.move_page, name="move"),
    path("desk/invited/<uuid:key>/call-off/", views.call_off_page, name="call-off"),
]
