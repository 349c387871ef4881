"""Addresses of the room."""

from django.urls import path

from applications.decisions import complaint_views, letter_views, offer_views, renewing_views, views

app_name = "decisions"
urlpatterns = [
    path("vacancies/<int:pk>/decision/", views.decision, name="decision"),
    path("vacancies/<int:pk>/anew/", renewing_views.anew, name="anew"),
    path("vacancies/<int:pk>/anew/link/", renewing_views.show_link, name="anew-link"),
    path("decisions/<int:pk>/approval/", views.approve, name="approve"),
    path("decisions/<int:pk>/return/", views.send_back, name="return"),
    path("decisions/<int:pk>/refusal/", views.refuse, name="refuse"),
    path("decisions/<int:pk>/announcement/", views.announce, name="announce"),
    path("decisions/<int:pk>/letters/", letter_views.overview, name="letters"),
    path("decisions/<int:pk>/letters/<uuid:key>/", letter_views.letter, name="letter"),
    path("decisions/<int:pk>/letters/<uuid:key>/html/", letter_views.letter_html, name="letter-html"),
    path("decisions/<int:pk>/letters/<uuid:key>/feedback/", letter_views.feedback, name="feedback"),
    path("decisions/<int:pk>/offers/new/", offer_views.make, name="make-offer"),
    path("offers/<uuid:key>/answer/", offer_views.answer, name="note-answer"),
    path("offers/<uuid:key>/withdrawal/", offer_views.withdraw, name="withdraw-offer"),
    path("offers/<uuid:key>/lapse/", offer_views.lapse, name="lapse-offer"),
    path("offers/<uuid:key>/given-up/", offer_views.give_up, name="give-up-offer"),
    path("complaints/<uuid:key>/", complaint_views.complaint, name="complaint"),
    path("complaints/<uuid:key>/in-hand/", complaint_views.take, name="take-complaint"),
    path("complaints/<uuid:key>/answer/", complaint_views.answer, name="answer-complaint"),
]
