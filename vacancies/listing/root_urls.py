"""Addresses without a language: the front door, the site map for machines and what robots may read."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path
from django.views.decorators.http import require_safe

from portal.web.access import public
from vacancies.listing import api_urls, views
from vacancies.listing.sitemaps import SITEMAPS

urlpatterns = [
    path("", views.root, name="root"),
    path("sitemap.xml", public(require_safe(sitemap)), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("api/v1/", api_urls.urls),
    path("robots.txt", views.robots, name="robots"),
]
