"""Addresses of the room."""

from django.urls import path

from applications.screening import comparing, views

app_name = "screening"
urlpatterns = [
    path("vacancies/<int:pk>/applications/", views.applications, name="applications"),
    path("vacancies/<int:pk>/applications/confirm/", views.confirm, name="confirm"),
    path("applications/<uuid:key>/screening/", views.application, name="application"),
    path("applications/<uuid:key>/duplicates/<uuid:other>/", comparing.compare, name="compare"),
    path("findings/<int:pk>/decision/", views.decide, name="decide"),
    path("vacancies/<int:pk>/long-list/", views.list_page, name="long-list"),
    path("vacancies/<int:pk>/long-list/make/", views.make_list, name="make-long-list"),
]
