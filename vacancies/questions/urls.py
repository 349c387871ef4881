"""Addresses of the room: where one asks, and where the office answers."""

from django.urls import path

from vacancies.questions import views

app_name = "questions"
urlpatterns = [
    path("vacancies/<slug:slug>/questions/", views.ask_page, name="ask"),
    path("desk/vacancies/<int:pk>/questions/", views.questions, name="questions"),
    path("desk/vacancies/<int:pk>/questions/answer/", views.answer_page, name="answer"),
    path("desk/questions/<int:pk>/decline/", views.decline_page, name="decline"),
]
