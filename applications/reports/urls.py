"""Addresses of the room."""

from django.urls import path

from applications.reports import receipts_views, views

app_name = "reports"
urlpatterns = [
    path("vacancies/<int:pk>/reports/", views.index, name="index"),
    path("vacancies/<int:pk>/report.<str:language>.pdf", views.report, name="report"),
    path("vacancies/<int:pk>/evaluation.json", views.evaluation, name="evaluation"),
    path("vacancies/<int:pk>/register/", receipts_views.receipts, name="receipts"),
    path("vacancies/<int:pk>/register.csv", views.register, name="register"),
]
