"""Addresses of the room."""

from django.urls import path

from portal.accounts import cover_views, reminder_views, views

app_name = "accounts"
urlpatterns = [
    path("settings/", views.settings, name="settings"),
    path("cover/", cover_views.cover, name="cover"),
    path("cover/<int:pk>/end/", cover_views.end, name="end-cover"),
    path("reminders/stop/<str:token>/", reminder_views.stop, name="stop-reminders"),
    path("welcome/", views.after_sign_in, name="after-sign-in"),
]
