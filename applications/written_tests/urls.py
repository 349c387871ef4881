"""Addresses of the room."""

from django.urls import path

from applications.written_tests import own_views, views

app_name = "written_tests"
urlpatterns = [
    path("invitations/<uuid:key>/answers/", own_views.own_answers, name="own"),
    path("desk/vacancies/<int:pk>/written-test/", views.answers, name="answers"),
    path("desk/written-test/<uuid:key>/add/", views.add, name="add"),
    path("desk/answers/<uuid:key>/set-aside/", views.set_aside, name="set-aside"),
]
