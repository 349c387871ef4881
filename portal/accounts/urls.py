"""Addresses of the room."""

from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("settings/", views.settings, name="settings"),
    path("welcome/", views.after_sign_in, name="after-sign-in"),
]
