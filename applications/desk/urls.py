"""Addresses of the room."""

from django.urls import path

from applications.desk import search_views, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("vacancies/", views.vacancies, name="vacancies"),
    path("vacancies/<int:pk>/", views.vacancy, name="vacancy"),
    path("vacancies/<int:pk>/record/", views.record, name="record"),
    path("applications/<uuid:key>/", views.application, name="application"),
    path("search/", search_views.everywhere, name="search"),
    path("vacancies/<int:pk>/search/", search_views.in_vacancy, name="search-vacancy"),
    path("panels/<int:pk>/search/", search_views.in_panel, name="search-panel"),
]
