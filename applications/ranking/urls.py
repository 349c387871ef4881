"""Addresses of the room."""

from django.urls import URLPattern

app_name = "ranking"
urlpatterns: list[URLPattern] = []
