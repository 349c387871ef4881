"""Addresses of the frame itself."""

from django.urls import path

from portal.web import style

app_name = "web"
urlpatterns = [path("style/", style.style, name="style")]
