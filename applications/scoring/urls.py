"""Addresses of the room."""

from django.urls import path

from applications.scoring import (
    blinding_views,
    guide_views,
    marking_pages,
    meeting_views,
    quorum_views,
    recusal_views,
    reopening_views,
    seating_views,
    sheet_pages,
    short_list_views,
    views,
)

app_name = "scoring"
urlpatterns = [
    path("panels/<int:pk>/rounds/new/", views.open_round, name="open"),
    path("panels/<int:pk>/rounds/conflicts/", views.cell, name="cell"),
    path("panels/<int:pk>/rules/", quorum_views.rules_page, name="rules"),
    path("panels/<int:pk>/conflict/", recusal_views.conflict, name="conflict"),
    path("panels/<int:pk>/guide/", guide_views.guide_page, name="guide"),
    path("panels/<int:pk>/guide/write/", guide_views.write, name="write-guide"),
    path("panels/<int:pk>/seats/join/", seating_views.join, name="join"),
    path("panels/<int:pk>/chair/", seating_views.chair, name="chair"),
    path("seats/<int:pk>/end/", seating_views.end, name="end-seat"),
    path("seats/<int:pk>/successor/", seating_views.successor, name="successor"),
    path("panels/<int:pk>/short-list/", short_list_views.short_list, name="short-list"),
    path("panels/<int:pk>/names/", blinding_views.unblind, name="unblind"),
    path("without-names/<uuid:key>/", blinding_views.without_names, name="without-names"),
    path(
        "without-names/<uuid:key>/passages/<int:passage>/show/",
        blinding_views.show_again,
        name="show-again",
    ),
    path("rounds/<int:pk>/", views.round_page, name="round"),
    path("rounds/<int:pk>/candidates/<str:code>/", views.compare, name="compare"),
    path("rounds/<int:pk>/meeting/", meeting_views.meeting, name="meeting"),
    path("rounds/<int:pk>/meeting/<str:code>/<str:criterion>/", meeting_views.topic, name="topic"),
    path("rounds/<int:pk>/lock/", views.lock, name="lock"),
    path("rounds/<int:pk>/open-again/", reopening_views.reopen, name="reopen"),
    path("rounds/<int:pk>/allow/", reopening_views.allow, name="allow"),
    path("rounds/<int:pk>/versions/<int:number>/", reopening_views.version, name="version"),
    path(
        "rounds/<int:pk>/versions/<int:number>/candidates/<str:code>/",
        reopening_views.version_of_candidate,
        name="version-of-candidate",
    ),
    path("sheets/<int:pk>/", sheet_pages.sheet_page, name="sheet"),
    path("sheets/<int:pk>/candidates/<str:code>/", marking_pages.candidate, name="candidate"),
    path("sheets/<int:pk>/candidates/<str:code>/autosave/", marking_pages.autosave, name="autosave"),
    path("sheets/<int:pk>/criteria/<str:criterion>/<int:page>/", marking_pages.criterion, name="criterion"),
    path(
        "sheets/<int:pk>/criteria/<str:criterion>/<int:page>/autosave/",
        marking_pages.autosave_criterion,
        name="autosave-criterion",
    ),
    path("sheets/<int:pk>/candidates/<str:code>/<str:criterion>/", sheet_pages.moderate, name="moderate"),
    path("sheets/<int:pk>/hand-in/", sheet_pages.hand_in, name="hand-in"),
    path("sheets/<int:pk>/leave-out/", views.leave_out, name="leave-out"),
    path("sheets/<int:pk>/conflict/", recusal_views.leave_out, name="leave-out-late"),
    path("sheets/<int:pk>/sign/", sheet_pages.sign, name="sign"),
]
