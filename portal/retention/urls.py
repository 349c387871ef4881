"""Addresses of the room."""

from django.urls import path

from portal.retention import views

app_name = "retention"
urlpatterns = [
    path("data/", views.data, name="data"),
    path("data/download/", views.download, name="download"),
    path("data/sign-in/", views.sign_in_again, name="sign-in-again"),
]
