"""Addresses of the room."""

from django.urls import URLPattern

app_name = "listing"
urlpatterns: list[URLPattern] = []
