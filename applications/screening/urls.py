"""Addresses of the room."""

from django.urls import URLPattern

app_name = "screening"
urlpatterns: list[URLPattern] = []
