"""Addresses of the room."""

from django.urls import path

from portal.outages import views

app_name = "outages"
urlpatterns = [path("health/", views.health, name="health")]
