"""Addresses of the document of a notice: export, import, copies and templates."""

from django.urls import path

from vacancies.document import views
from vacancies.publishing import beginning_views

app_name = "document"
urlpatterns = [
    path("vacancies/import/", beginning_views.import_, name="import"),
    path("vacancies/<int:pk>/notice.json", views.export, name="export"),
    path("vacancies/<int:pk>/copy/", beginning_views.copy, name="copy"),
    path("vacancies/<int:pk>/template/", views.save, name="save"),
    path("templates/", views.templates, name="templates"),
    path("templates/<int:pk>/begin/", beginning_views.begin, name="begin"),
    path("templates/<int:pk>/rename/", views.rename, name="rename"),
    path("templates/<int:pk>/delete/", views.delete, name="delete"),
]
