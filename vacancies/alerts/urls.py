"""Addresses of the room."""

from django.urls import path

from vacancies.alerts import views

app_name = "alerts"
urlpatterns = [
    path("account/saved/", views.saved, name="saved"),
    path("account/saved/searches/new/", views.add, name="add"),
    path("vacancies/<slug:slug>/save/", views.save, name="save"),
    path("vacancies/<slug:slug>/let-go/", views.let_go, name="let-go"),
    path("alerts/leave/<str:token>/", views.leave, name="leave"),
    path("alerts/new/", views.new, name="new"),
    path("alerts/<uuid:key>/", views.manage, name="manage"),
    path("alerts/<uuid:key>/end/", views.end, name="end"),
]
