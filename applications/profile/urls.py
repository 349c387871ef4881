"""Addresses of the room."""

from django.urls import URLPattern

app_name = "profile"
urlpatterns: list[URLPattern] = []
