"""Addresses of the room."""

from django.urls import path

from applications.messages import own_views, views

app_name = "messages"
urlpatterns = [
    path("applications/<uuid:key>/messages/", own_views.own_thread, name="own"),
    path("desk/vacancies/<int:pk>/messages/", views.threads, name="threads"),
    path("desk/vacancies/<int:pk>/messages/write/", views.write_page, name="write"),
    path("desk/applications/<uuid:key>/messages/", views.thread, name="thread"),
]
