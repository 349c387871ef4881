"""Addresses of the room."""

from django.urls import path

from applications.ranking import emergency_views, envelope_views, views

app_name = "ranking"
urlpatterns = [
    path("vacancies/<int:pk>/results/", views.results, name="results"),
    path("vacancies/<int:pk>/results/<int:number>/", views.results, name="version"),
    path("vacancies/<int:pk>/results/prices/", views.open_prices, name="open-prices"),
    path("vacancies/<int:pk>/results/envelopes/", envelope_views.envelopes, name="envelopes"),
    path("applications/<uuid:key>/emergency-opening/", emergency_views.emergency, name="emergency"),
    path("vacancies/<int:pk>/results/new/", views.make, name="make"),
]
