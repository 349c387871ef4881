"""Pages on which a notice is handed to its approver, commented on, and published, scheduled or returned."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from portal.words.moments import moment_in
from vacancies.plan.editor import edited
from vacancies.publishing.actions import publish, return_to_writer, submit_for_approval, unschedule
from vacancies.publishing.approval import approval_page, comment_form
from vacancies.publishing.approvers import approvers_in_words
from vacancies.publishing.forms import PreviewForm, PublishForm, ReturnForm, SubmitForm
from vacancies.publishing.models import FieldComment, PreviewLink
from vacancies.publishing.preview import revoke_preview, share_preview
from vacancies.publishing.remarks import comment_on, settle
from vacancies.vacancy.models import Vacancy

_comment = finder(FieldComment.objects.select_related("vacancy__office"), vacancy="pk", pk="comment")
_link = finder(PreviewLink.objects.select_related("vacancy__office"), vacancy="pk", pk="link")


@needs("vacancies.view_vacancy", edited)
def approval(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What is amiss, the notice as the public will read it, and the step that comes next."""
    return approval_page(request, vacancy)


@needs("vacancies.view_vacancy", edited)
def submit(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Hand the notice to its approvers."""
    form = SubmitForm(posted(request))
    if form.is_valid():
        submitted = attempt(request, submit_for_approval, vacancy=vacancy, **form.cleaned_data)
        if submitted:
            names = ", ".join(approvers_in_words(submitted, at=clock.now()))
            messages.success(
                request, _("The notice is submitted. Letters have gone to: %(names)s.") % {"names": names}
            )
            return redirect("publishing:approval", vacancy.pk)
    return approval_page(request, vacancy, submit_form=form)


@needs("vacancies.view_vacancy", edited)
def give_back(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Return the notice to its writer with a comment."""
    form = ReturnForm(posted(request))
    if form.is_valid() and attempt(request, return_to_writer, vacancy=vacancy, **form.cleaned_data):
        messages.success(request, _("The notice is returned. Its writers have a letter with your comment."))
        return redirect("publishing:approval", vacancy.pk)
    return approval_page(request, vacancy, return_form=form)


@needs("vacancies.view_vacancy", edited)
def make_public(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Publish the notice, now or at a moment of the office's clock."""
    if request.method != "POST":
        return redirect("publishing:approval", vacancy.pk)
    form = PublishForm(request.POST, office=vacancy.office)
    if form.is_valid():
        published = attempt(request, publish, vacancy=vacancy, **form.said)
        if published:
            messages.success(request, _published(published))
            return redirect("publishing:approval", vacancy.pk)
    return approval_page(request, vacancy, publish_form=form, needs_reason=True)


def _published(vacancy: Vacancy) -> str:
    if not vacancy.is_scheduled(at=clock.now()):
        return _("The notice is published.")
    when = moment_in(vacancy.published_at, vacancy.office.zone)
    return _("The notice will be published on %(when)s (%(city)s).") % {
        "when": when, "city": vacancy.office.city,
    }  # fmt: skip


@needs("vacancies.view_vacancy", edited)
def take_back(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Take a notice back into approval before the moment it would be published."""
    if request.method == "POST" and attempt(request, unschedule, vacancy=vacancy):
        messages.success(request, _("The notice is not going to be published. It is in approval again."))
    return redirect("publishing:approval", vacancy.pk)


@needs("vacancies.view_vacancy", edited)
def comment(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Comment on a field."""
    form = comment_form(vacancy, posted(request))
    if form.is_valid() and attempt(request, comment_on, vacancy=vacancy, **form.cleaned_data):
        messages.success(request, _("The comment is kept. The writer reads it when you return the notice."))
        return redirect("publishing:approval", vacancy.pk)
    return approval_page(request, vacancy, comment_form=form)


@needs("vacancies.settle_comment", _comment)
def settle_comment(request: HttpRequest, found: FieldComment) -> HttpResponse:
    """Note that a comment has been dealt with."""
    if request.method == "POST" and attempt(request, settle, comment=found):
        messages.success(request, _("The comment is dealt with."))
    return redirect(f"{reverse('publishing:approval', args=[found.vacancy_id])}#h-remarks")


@needs("vacancies.share_preview", edited)
def share(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Make a secret link to the preview; its address is shown this once."""
    form = PreviewForm(posted(request))
    if form.is_valid():
        made = attempt(request, share_preview, vacancy=vacancy, **form.cleaned_data)
        if made:
            _row, secret = made
            address = request.build_absolute_uri(reverse("listing:shared-preview", args=[secret]))
            return approval_page(request, vacancy, new_link=address)
    return approval_page(request, vacancy, preview_form=form)


@needs("vacancies.share_preview", _link)
def revoke(request: HttpRequest, found: PreviewLink) -> HttpResponse:
    """End a link."""
    if request.method == "POST" and attempt(request, revoke_preview, link=found):
        messages.success(request, _("The link no longer works."))
    return redirect("publishing:approval", found.vacancy_id)
