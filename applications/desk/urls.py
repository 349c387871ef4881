"""Addresses of the room."""

from django.urls import path

from applications.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("vacancies/", views.vacancies, name="vacancies"),
    path("vacancies/<int:pk>/", views.vacancy, name="vacancy"),
    path("vacancies/<int:pk>/record/", views.record, name="record"),
    path("applications/<uuid:key>/", views.application, name="application"),
]
