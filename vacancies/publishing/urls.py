"""Addresses of the room, those of the plan's pages among them."""

from django.urls import path

from vacancies.plan import terms_views as terms
from vacancies.plan import views as plan
from vacancies.publishing import approval_views, views

app_name = "publishing"
urlpatterns = [
    path("vacancies/new/", views.new, name="new"),
    path("vacancies/<int:pk>/notice/", views.edit, name="edit"),
    path("vacancies/<int:pk>/terms/", terms.terms, name="terms"),
    path("vacancies/<int:pk>/terms/outputs/", terms.outputs, name="outputs"),
    path("vacancies/<int:pk>/terms/lots/", terms.lots, name="lots"),
    path("vacancies/<int:pk>/terms/clauses/", terms.clauses, name="clauses"),
    path("vacancies/<int:pk>/plan/", plan.plan, name="plan"),
    path("vacancies/<int:pk>/plan/requirements/", plan.requirements, name="requirements"),
    path("vacancies/<int:pk>/plan/criteria/", plan.criteria, name="criteria"),
    path("vacancies/<int:pk>/plan/criteria/new/", plan.new_criterion, name="new-criterion"),
    path("vacancies/<int:pk>/plan/criteria/<int:criterion>/", plan.criterion, name="criterion"),
    path("vacancies/<int:pk>/plan/criteria/<int:criterion>/remove/", plan.remove, name="remove-criterion"),
    path("vacancies/<int:pk>/plan/documents/", plan.documents, name="documents"),
    path("vacancies/<int:pk>/approval/", approval_views.approval, name="approval"),
    path("vacancies/<int:pk>/approval/submit/", approval_views.submit, name="submit"),
    path("vacancies/<int:pk>/approval/return/", approval_views.give_back, name="return"),
    path("vacancies/<int:pk>/approval/publish/", approval_views.make_public, name="publish"),
    path("vacancies/<int:pk>/approval/take-back/", approval_views.take_back, name="unschedule"),
    path("vacancies/<int:pk>/approval/comments/", approval_views.comment, name="comment"),
    path(
        "vacancies/<int:pk>/approval/comments/<int:comment>/",
        approval_views.settle_comment,
        name="settle-comment",
    ),
    path("vacancies/<int:pk>/approval/links/", approval_views.share, name="share-preview"),
    path("vacancies/<int:pk>/approval/links/<int:link>/", approval_views.revoke, name="revoke-preview"),
]
