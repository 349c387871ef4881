"""Addresses of the room."""

from django.urls import path

from applications.profile import views

app_name = "profile"
urlpatterns = [path("profile/", views.edit, name="edit")]
