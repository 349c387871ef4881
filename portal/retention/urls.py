"""Addresses of the room."""

from django.urls import path

from portal.retention import erasure_views, views

app_name = "retention"
urlpatterns = [
    path("data/", views.data, name="data"),
    path("data/download/", views.download, name="download"),
    path("data/erase/", erasure_views.erase, name="erase"),
    path("data/erased/<uuid:key>/", erasure_views.proof, name="proof"),
    path("data/sign-in/", views.sign_in_again, name="sign-in-again"),
]
