"""Address of an applicant's complaint."""

from django.urls import path

from applications.decisions import complaint_views as views

app_name = "complaints"
urlpatterns = [path("applications/<uuid:key>/complaint/", views.own, name="own")]
