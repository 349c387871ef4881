"""The pages of an application: filling it in, handing it in, what became of it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.autosave.actions import Kept
from applications.intake import actions, pages
from applications.intake.amending import amendment_of, changes_since
from applications.intake.attention import calls_of
from applications.intake.autosaving import PageDesk, place_to_go, waiting
from applications.intake.course import course
from applications.intake.deadline import is_taken
from applications.intake.finality import is_final
from applications.intake.forms import AttachForm
from applications.intake.incoming import standing_uploads
from applications.intake.missing import file_fault, missing
from applications.intake.models import Application, Status
from applications.intake.news import news_of
from applications.intake.own import own, own_draft, reading_and_posting
from applications.intake.own_scores import scores_of
from applications.intake.paper import Paper, lay_open
from applications.intake.quarantine import to_replace
from applications.intake.sheet import sheet_of
from applications.intake.signed import receipt_of
from applications.intake.standing import standing
from applications.intake.taking import check, earlier_of
from applications.uploads import store
from applications.uploads.actions import note_failure
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.arrival import arrived
from portal.web.rescue import keeps_typed
from vacancies.models import DocumentAsked


@own
@require_safe
def application(request: HttpRequest, application: Application) -> HttpResponse:
    """Where it stands: the receipt, what is going on, what comes next, and all that was written."""
    if application.being_entered and application.code:
        return redirect("desk:application", application.key)
    at = clock.now()
    paper = lay_open(application)
    context = {
        **pages.frame(paper, at),
        **_amending(application, at),
        "standing": standing(application, at=at, decided=is_final(application.vacancy, application.lot)),
        "course": course(application, at=at),
        "news": news_of(application),
        "infections": to_replace(application, at=at),
        "calls": calls_of([application], at=at)[application.pk],
        "scores": scores_of(application),
        "readable": application.status != Status.DRAFT or not is_taken(application, at=at),
        "sections": sheet_of(paper, at=at),
        "hotlines": list(application.office.hotlines.all()),
        "signed_receipt": receipt_of(application).signed if application.code else "",
        "resume": pages.resume(paper),
        "may_take": not application.being_entered and earlier_of(application).exists(),
        "may_give_up": request.user.has_perm("applications.give_up_draft", application),
        "may_withdraw": request.user.has_perm("applications.withdraw_application", application),
    }
    return render(request, "applications/intake/application.html", context)


def _amending(application: Application, at: datetime) -> dict[str, Any]:
    """What has changed since the application was handed in, and the way to amend it; other lots to apply for."""
    submitted = application.status == Status.SUBMITTED
    is_open = application.vacancy.is_open(at=at)
    amendment = amendment_of(application) if submitted else None
    return {
        "changes": changes_since(application) if submitted else [],
        "amendment": amendment,
        "may_amend": submitted and is_open and not amendment,
        "other_lots": bool(application.lot) and is_open,
        "earlier": application.earlier.order_by("-number").defer("snapshot") if submitted else [],
    }


@keeps_typed
@own_draft
@reading_and_posting
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """One page. Whatever was typed is kept first; then one goes on, or is told what is wrong."""
    paper = lay_open(application)
    here = pages.page_of(paper, request.resolver_match.kwargs["page"])  # type: ignore[union-attr]
    if here is None:
        raise Http404
    if here.keep is None:
        return _documents(request, paper)
    strict = "check" in request.GET and not _leaves(request)
    desk = PageDesk(paper, here, request.user, clock.now(), strict=strict)
    if request.method != "POST":
        return _shown(request, desk, desk.shown())
    try:
        kept = desk.taken(request.POST)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(application)
    return _onwards(request, desk) if _goes_on(request, desk, kept) else _shown(request, desk, kept)


def _shown(request: HttpRequest, desk: PageDesk, kept: Kept) -> HttpResponse:
    context = {
        **pages.frame(desk.paper, desk.at, desk.page.key),
        "page": desk.page,
        "form": kept.form,
        "kept": kept.at is not None,
        "saving": desk.saving(kept),
    }
    return render(request, desk.page.template, context)


def _goes_on(request: HttpRequest, desk: PageDesk, kept: Kept) -> bool:
    """Two texts to choose from are shown before one goes on; who has seen them may leave, and chooses later."""
    if kept.joined or "chosen" in request.POST:
        return False
    leaving = _leaves(request)
    if kept.waits and not (leaving and all(clash.other_name in request.POST for clash in kept.clashes)):
        return False
    return kept.form.is_valid() or (desk.page.keeps_all and leaving)


def _leaves(request: HttpRequest) -> bool:
    """For later, or for another page: nobody is held back for what is missing on this one."""
    return not request.POST.keys().isdisjoint({"later", "to"})


def _onwards(request: HttpRequest, desk: PageDesk) -> HttpResponse:
    if "later" in request.POST:
        messages.success(request, _("Saved. You can go on later from any device"))
        return redirect(desk.application)
    if desk.page.key in desk.paper.taken_over and "to" not in request.POST:
        check(application=desk.application, page=desk.page.key, by=request.user)
    messages.success(request, _("Saved: %(page)s") % {"page": desk.page.title})
    chosen = place_to_go(desk.paper, request.POST.get("to", ""))
    return redirect(chosen or pages.address(desk.application, pages.following(desk.paper, desk.page)))


def _documents(request: HttpRequest, paper: Paper, refused: AttachForm | None = None) -> HttpResponse:
    """The page of documents; each has a form of its own, `refused` being the one that was just sent in vain."""
    at = clock.now()
    here = next(candidate for candidate in pages.PAGES if candidate.key == "documents")
    uploads = standing_uploads(paper.application, at=at)
    strict = "check" in request.GET
    rows = [_asked_row(paper, asked, uploads.get(asked.pk, []), refused, strict) for asked in paper.asked]
    onwards = pages.address(paper.application, pages.following(paper, here))
    context = {
        **pages.frame(paper, at, here.key),
        "page": here,
        "rows": rows,
        "most": settings.DOCUMENT_MAX_BYTES,
        "form": refused,
        "onwards": onwards,
    }
    return render(request, here.template, context)


def _asked_row(
    paper: Paper, asked: DocumentAsked, uploads: list[Any], refused: AttachForm | None, strict: bool
) -> dict[str, Any]:
    """A document asked for: the file attached and what is amiss with it, files on their way, the form for another one."""
    attachment = paper.attachments.get(asked.pk)
    fault = file_fault(asked, attachment) if attachment else ""
    is_refused = refused is not None and refused.prefix == asked.code
    is_missing = strict and asked.required and not attachment
    return {
        "asked": asked,
        "attachment": attachment,
        "fault": fault,
        "uploads": uploads,
        "has_files": attachment or uploads,
        "form": refused if is_refused else AttachForm({} if is_missing else None, asked=asked),
        "wants_another": is_refused or bool(fault),
    }


@own_draft
@reading_and_posting
def upload(request: HttpRequest, application: Application) -> HttpResponse:
    """One file for one document; a file that cannot be used is named, and all else stays as it was."""
    if request.method != "POST":
        return redirect(pages.address(application, "documents"))
    asked = _asked(request, application)
    form = AttachForm(request.POST, request.FILES, asked=asked)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.attach(application=application, asked=asked, upload=file, by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error("file", str(refused))
        except store.FAILURES as error:
            note_failure(size=file.size, error=error, by=request.user, at=clock.now())
            form.add_error("file", str(store.WORDS))
        else:
            messages.success(request, _("“%(name)s” is attached") % {"name": file.name})
            return redirect(pages.address(application, "documents"))
    return _documents(request, lay_open(application), form)


@own_draft
@reading_and_posting
def detach(request: HttpRequest, application: Application) -> HttpResponse:
    """Take a document away; asked first."""
    asked = _asked(request, application)
    if request.method == "POST":
        actions.detach(application=application, asked=asked, by=request.user, at=clock.now())
        messages.success(request, _("The document was removed"))
        return redirect(pages.address(application, "documents"))
    attachment = get_object_or_404(application.attachments.select_related("document"), asked=asked)
    context = {
        "title": _("Remove “%(name)s”?") % {"name": attachment.document},
        "consequences": [_("The file is deleted from the portal. You can choose another one.")],
        "verb": _("Remove"),
        "back": pages.address(application, "documents"),
        "back_words": _("Keep it"),
    }
    return render(request, "components/confirm.html", context)


def _asked(request: HttpRequest, application: Application) -> DocumentAsked:
    code = request.resolver_match.kwargs["asked"]  # type: ignore[union-attr]
    return get_object_or_404(DocumentAsked, plan__vacancy=application.vacancy_id, code=code)


@own_draft
@require_safe
def review(request: HttpRequest, application: Application) -> HttpResponse:
    """Everything on one page, with what is missing named and linked."""
    return _review(request, application, clock.now())


def _review(request: HttpRequest, application: Application, at: datetime, refusal: str = "") -> HttpResponse:
    paper = lay_open(application)
    context = {
        **pages.frame(paper, at, "review"),
        "missing": [(thing, _place(paper, thing)) for thing in missing(paper)],
        "waiting": [(page.title, pages.address(application, page.key)) for page in waiting(paper)],
        "sections": sheet_of(paper, at=at),
        "refusal": refusal,
    }
    return render(request, "applications/intake/review.html", context)


def _place(paper: Paper, thing: Any) -> str:
    """The address of the page and the field where `thing` is to be mended; the page then says what is missing there."""
    return f"{pages.address(paper.application, thing.page)}?check=1#{thing.anchor}"


@own
@reading_and_posting
def submit(request: HttpRequest, application: Application) -> HttpResponse:
    """Hand in. The instant that counts is the one at which this request arrived."""
    at = arrived()
    if request.method != "POST":
        return redirect(pages.address(application, "review"))
    if application.status == Status.WITHDRAWN:
        return redirect(application)
    try:
        received = actions.submit(application=application, by=request.user, at=at)
    except Refused as refused:
        return _review(request, application, at, str(refused))
    return redirect(received)
