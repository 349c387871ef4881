"""Addresses of the room, all on the desk."""

from django.urls import path

from vacancies.corrigenda import views

app_name = "corrigenda"
urlpatterns = [
    path("vacancies/<int:pk>/changes/", views.changes, name="changes"),
    path("vacancies/<int:pk>/changes/new/<slug:change>/", views.new, name="new"),
    path("changes/<int:pk>/", views.change, name="change"),
    path("changes/<int:pk>/submit/", views.hand_on, name="submit"),
    path("changes/<int:pk>/return/", views.return_, name="return"),
    path("changes/<int:pk>/approve/", views.approve_, name="approve"),
    path("changes/<int:pk>/drop/", views.drop_, name="drop"),
]
