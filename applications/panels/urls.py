"""Addresses of the room."""

from django.urls import path

from applications.panels import views

app_name = "panels"
urlpatterns = [
    path("panels/", views.panels, name="panels"),
    path("vacancies/<int:pk>/panel/new/", views.convene, name="convene"),
    path("panels/<int:pk>/", views.panel, name="panel"),
    path("panels/<int:pk>/seats/new/", views.add, name="add"),
    path("seats/<int:pk>/access/", views.prolong, name="prolong"),
    path("panels/<int:pk>/declaration/", views.declare, name="declare"),
    path("candidates/<uuid:key>/", views.candidate, name="candidate"),
]
