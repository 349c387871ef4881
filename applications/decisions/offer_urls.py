"""Addresses of a candidate's offer."""

from django.urls import path

from applications.decisions import own_offer_views as views

app_name = "offers"
urlpatterns = [
    path("offers/<uuid:key>/", views.own, name="own"),
    path("offers/<uuid:key>/acceptance/", views.accept, name="accept"),
    path("offers/<uuid:key>/name/", views.name, name="name"),
    path("offers/<uuid:key>/refusal/", views.decline, name="decline"),
]
