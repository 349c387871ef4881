"""The receipt as a file for its owner, and the page on which anybody checks one."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from applications.intake.models import Application
from applications.intake.own import own
from applications.intake.receipt_paper import receipt_pdf as paper
from applications.intake.signed import checked, public_keys
from portal.web.access import public


@own
def receipt_pdf(request: HttpRequest, application: Application) -> HttpResponse:
    """The receipt as PDF, in the language of the address; nothing of a draft."""
    if not application.code:
        raise Http404
    return _file(request, application)


@require_safe
def _file(_request: HttpRequest, application: Application) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="receipt-{application.vacancy.slug}.pdf"'}
    return HttpResponse(paper(application), content_type="application/pdf", headers=headers)


class ReceiptForm(forms.Form):
    """A receipt, as it stands in the letter, on the page or in the file."""

    receipt = forms.CharField(
        label=gettext_lazy("The signed text of the receipt"),
        max_length=3000,
        required=False,
        help_text=gettext_lazy("Copy it whole, from “konkurs-receipt/1” to the end of the signature."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )


@public
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Whether a receipt is ours and unchanged: a form that is sent by its address, answered by arithmetic alone."""
    form = ReceiptForm(request.GET)
    written = form.cleaned_data["receipt"] if form.is_valid() else ""
    context = {"form": form, "asked": bool(written), "receipt": checked(written) if written else None}
    return render(request, "applications/intake/check_receipt.html", context)


@public
@require_safe
def keys(_request: HttpRequest) -> HttpResponse:
    """The public keys, for who checks receipts without this portal (docs/receipts.md)."""
    return HttpResponse(public_keys(), content_type="application/x-pem-file")
