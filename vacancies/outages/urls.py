"""Addresses of the room, all on the desk."""

from django.urls import path

from vacancies.outages import views

app_name = "vacancy-outages"
urlpatterns = [path("vacancies/<int:pk>/outage/", views.outage, name="outage")]
