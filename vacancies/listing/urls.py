"""Addresses of the room."""

from django.urls import path

from vacancies.listing import feeds, views

app_name = "listing"
urlpatterns = [
    path("", views.home, name="home"),
    path("vacancies/", views.vacancies, name="vacancies"),
    path("vacancies/feed.atom", feeds.atom, name="feed-atom"),
    path("vacancies/feed.rss", feeds.rss, name="feed-rss"),
    path("vacancies/<slug:slug>/", views.vacancy, name="vacancy"),
    path("desk/vacancies/<int:pk>/preview/<slug:language>/", views.preview, name="preview"),
]
