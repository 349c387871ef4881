"""Addresses of the room."""

from django.urls import path

from applications.reference_checks import referee_views, views

app_name = "references"
urlpatterns = [
    path("reference/<str:secret>/", referee_views.answer, name="answer"),
    path("reference/<str:secret>/decline/", referee_views.decline, name="decline"),
    path("desk/vacancies/<int:pk>/references/", views.references, name="references"),
    path("desk/vacancies/<int:pk>/references/release/", views.release, name="release"),
    path("desk/candidates/<uuid:key>/references/", views.ask, name="ask"),
    path("desk/references/<uuid:key>/", views.reference, name="reference"),
    path("desk/references/<uuid:key>/telephone/", views.note, name="note"),
    path("desk/references/<uuid:key>/call-off/", views.call_off, name="call-off"),
]
