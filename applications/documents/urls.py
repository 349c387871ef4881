"""Addresses of the room."""

from django.urls import path

from applications.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/<uuid:key>/pages/<int:number>.png", views.page, name="page"),
    path("documents/<uuid:key>/download", views.download, name="download"),
]
