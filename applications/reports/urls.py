"""Addresses of the room."""

from django.urls import path

from applications.reports import making_views, receipts_views, views

app_name = "reports"
urlpatterns = [
    path("vacancies/<int:pk>/reports/", views.index, name="index"),
    path("vacancies/<int:pk>/reports/ask/", making_views.ask, name="ask"),
    path("reports/<uuid:key>/", making_views.making, name="making"),
    path("reports/<uuid:key>/file", making_views.fetch, name="fetch"),
    path("vacancies/<int:pk>/evaluation.json", views.evaluation, name="evaluation"),
    path("vacancies/<int:pk>/ranking.xlsx", views.workbook, name="workbook"),
    path("vacancies/<int:pk>/groups/", views.groups, name="groups"),
    path("vacancies/<int:pk>/register/", receipts_views.receipts, name="receipts"),
    path("vacancies/<int:pk>/register.csv", views.register, name="register"),
]
