"""Addresses of the standard clauses of offices."""

from django.urls import path

from vacancies.terms import views

app_name = "terms"
urlpatterns = [
    path("clauses/", views.clauses, name="clauses"),
    path("clauses/new/", views.new_clause, name="new-clause"),
    path("clauses/suggested/<slug:code>/", views.suggested, name="suggested"),
    path("clauses/<int:pk>/", views.clause, name="clause"),
    path("clauses/<int:pk>/retire/", views.retire, name="retire"),
]
