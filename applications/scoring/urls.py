"""Addresses of the room."""

from django.urls import path

from applications.scoring import sheet_pages, views

app_name = "scoring"
urlpatterns = [
    path("panels/<int:pk>/rounds/new/", views.open_round, name="open"),
    path("panels/<int:pk>/rounds/conflicts/", views.cell, name="cell"),
    path("rounds/<int:pk>/", views.round_page, name="round"),
    path("rounds/<int:pk>/candidates/<str:code>/", views.compare, name="compare"),
    path("rounds/<int:pk>/lock/", views.lock, name="lock"),
    path("sheets/<int:pk>/", sheet_pages.sheet_page, name="sheet"),
    path("sheets/<int:pk>/candidates/<str:code>/", sheet_pages.candidate, name="candidate"),
    path("sheets/<int:pk>/candidates/<str:code>/<str:criterion>/", sheet_pages.moderate, name="moderate"),
    path("sheets/<int:pk>/hand-in/", sheet_pages.hand_in, name="hand-in"),
    path("sheets/<int:pk>/leave-out/", views.leave_out, name="leave-out"),
    path("sheets/<int:pk>/sign/", sheet_pages.sign, name="sign"),
]
