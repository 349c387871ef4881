"""Addresses of the room."""

from django.urls import path

from vacancies.translation import exchange_views, views

app_name = "translation"
urlpatterns = [
    path("translations/", views.notices, name="notices"),
    path("vacancies/<int:pk>/texts/", views.texts, name="texts"),
    path("vacancies/<int:pk>/texts.xlsx", exchange_views.as_sheet, name="xlsx"),
    path("vacancies/<int:pk>/texts.json", exchange_views.as_file, name="json"),
    path("vacancies/<int:pk>/texts/import/", exchange_views.take_in, name="import"),
]
