"""Addresses of the room."""

from django.urls import path

from portal.content import views

app_name = "content"
urlpatterns = [
    path("offices/", views.offices, name="offices"),
    path("offices/<slug:code>/", views.office, name="office"),
    path("news/", views.news, name="news"),
    path("news/<slug:slug>/", views.news_item, name="news-item"),
    path("downloads/<slug:slug>/", views.download, name="download"),
    path("pages/<slug:slug>/", views.page, name="page"),
    path("site-map/", views.sitemap, name="sitemap"),
]
