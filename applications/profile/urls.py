"""Addresses of the room."""

from django.urls import path

from applications.profile import autosaving, cv_views, part_views, views

app_name = "profile"
urlpatterns = [
    path("profile/", views.show, name="overview"),
    path("profile/person/", views.edit, name="edit"),
    path("profile/person/autosave/", autosaving.person, name="autosave-person"),
    path("profile/declarations/", views.declarations, name="declarations"),
    path("profile/cv/", cv_views.choose, name="cv"),
    path("profile/cv/<uuid:key>/", cv_views.take, name="cv-read"),
    path("profile/<slug:part>/new/", part_views.add, name="add"),
    path("profile/<slug:part>/new/<uuid:key>/", part_views.new, name="new"),
    path("profile/<slug:part>/new/<uuid:key>/autosave/", autosaving.new, name="autosave-new"),
    path("profile/<slug:part>/new/<uuid:key>/discard/", part_views.discard, name="discard"),
    path("profile/<slug:part>/<int:pk>/autosave/", autosaving.entry, name="autosave"),
    path("profile/<slug:part>/<int:pk>/", part_views.change, name="change"),
    path("profile/<slug:part>/<int:pk>/remove/", part_views.remove, name="remove"),
    path("profile/<slug:part>/<int:pk>/restore/", part_views.restore, name="restore"),
]
