"""The addresses of the site; rooms above are included by name, so that nothing here imports them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from portal.admin import site
from portal.web import errors

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("", include("vacancies.listing.root_urls")),
    path("", include("portal.outages.urls")),
    path("administration/", site.urls),
    *i18n_patterns(
        path("", include("portal.web.urls")),
        path("", include("vacancies.listing.urls")),
        path("", include("portal.content.urls")),
        path("account/", include("allauth.urls")),
        path("account/", include("portal.accounts.urls")),
        path("", include("applications.messages.urls")),
        path("account/", include("portal.retention.urls")),
        path("", include("applications.invitations.urls")),
        path("", include("applications.written_tests.urls")),
        path("", include("applications.decisions.offer_urls")),
        path("", include("applications.decisions.complaint_urls")),
        path("", include("applications.reference_checks.urls")),
        path("", include("applications.intake.urls")),
        path("", include("applications.profile.urls")),
        path("", include("applications.documents.urls")),
        path("desk/", include("applications.desk.urls")),
        path("desk/", include("vacancies.publishing.urls")),
        path("desk/", include("vacancies.publishing.document_urls")),
        path("desk/", include("vacancies.translation.urls")),
        path("desk/", include("vacancies.corrigenda.urls")),
        path("desk/", include("vacancies.outages.urls")),
        path("desk/", include("vacancies.terms.urls")),
        path("", include("vacancies.questions.urls")),
        path("", include("vacancies.alerts.urls")),
        path("desk/", include("applications.screening.urls")),
        path("desk/", include("applications.panels.urls")),
        path("desk/", include("applications.scoring.urls")),
        path("desk/", include("applications.meetings.urls")),
        path("desk/", include("applications.ranking.urls")),
        path("desk/", include("applications.decisions.urls")),
        path("desk/", include("applications.reports.urls")),
    ),
]
