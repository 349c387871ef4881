"""Addresses of the room."""

from django.urls import path

from vacancies.listing import api_page, check, feeds, paper, synonym_pages, versions, views

app_name = "listing"
urlpatterns = [
    path("", views.home, name="home"),
    path("vacancies/", views.vacancies, name="vacancies"),
    path("vacancies/feed.atom", feeds.atom, name="feed-atom"),
    path("vacancies/feed.rss", feeds.rss, name="feed-rss"),
    path("vacancies/deadlines.ics", feeds.calendar, name="deadlines"),
    path("vacancies/<slug:slug>/", views.vacancy, name="vacancy"),
    path("vacancies/<slug:slug>/deadline.ics", feeds.deadline, name="deadline"),
    path("vacancies/<slug:slug>/notice.pdf", paper.notice_pdf, name="pdf"),
    path("vacancies/<slug:slug>/versions/", versions.versions, name="versions"),
    path("vacancies/<slug:slug>/versions/<int:number>/", versions.version, name="version"),
    path("check/", check.check, name="check"),
    path("api/", api_page.page, name="api"),
    path("desk/synonyms/", synonym_pages.synonyms, name="synonyms"),
    path("desk/synonyms.txt", synonym_pages.synonyms_file, name="synonyms-file"),
    path("desk/vacancies/<int:pk>/preview/<slug:language>/", views.preview, name="preview"),
    path("preview/<str:secret>/", views.shared_preview, name="shared-preview"),
]
