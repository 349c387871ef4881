"""Addresses without a language: the front door, feeds' site map and robots."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
