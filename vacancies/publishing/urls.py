"""Addresses of the room, those of the plan's pages among them."""

from django.urls import path

from vacancies.plan import views as plan
from vacancies.publishing import views

app_name = "publishing"
urlpatterns = [
    path("vacancies/new/", views.new, name="new"),
    path("vacancies/<int:pk>/notice/", views.edit, name="edit"),
    path("vacancies/<int:pk>/plan/", plan.plan, name="plan"),
    path("vacancies/<int:pk>/plan/requirements/", plan.requirements, name="requirements"),
    path("vacancies/<int:pk>/plan/criteria/", plan.criteria, name="criteria"),
    path("vacancies/<int:pk>/plan/criteria/new/", plan.new_criterion, name="new-criterion"),
    path("vacancies/<int:pk>/plan/criteria/<int:criterion>/", plan.criterion, name="criterion"),
    path("vacancies/<int:pk>/plan/criteria/<int:criterion>/remove/", plan.remove, name="remove-criterion"),
    path("vacancies/<int:pk>/plan/documents/", plan.documents, name="documents"),
    path("vacancies/<int:pk>/approval/", views.approval, name="approval"),
    path("vacancies/<int:pk>/approval/submit/", views.submit, name="submit"),
    path("vacancies/<int:pk>/approval/return/", views.give_back, name="return"),
    path("vacancies/<int:pk>/approval/publish/", views.make_public, name="publish"),
]
