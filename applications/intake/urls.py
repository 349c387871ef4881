"""Addresses of the room."""

from django.urls import path

from applications.intake import (
    autosaving,
    beginning,
    claiming_views,
    entering_views,
    quarantine_views,
    receipt_views,
    sending,
    taking_views,
    views,
)

app_name = "intake"
urlpatterns = [
    path("applications/claim/", claiming_views.claim, name="claim"),
    path("desk/vacancies/<int:pk>/enter/", entering_views.enter, name="enter"),
    path("desk/applications/<uuid:key>/scan/", entering_views.add_scan, name="add-scan"),
    path("desk/applications/<uuid:key>/receipt/", entering_views.print_receipt, name="print-receipt"),
    path("applications/", beginning.mine, name="mine"),
    path("vacancies/<slug:slug>/apply/", beginning.start, name="start"),
    path("applications/<uuid:key>/", views.application, name="application"),
    path("applications/<uuid:key>/receipt.pdf", receipt_views.receipt_pdf, name="receipt"),
    path("receipts/", receipt_views.check, name="check-receipt"),
    path("receipts/keys.pem", receipt_views.keys, name="receipt-keys"),
    path("applications/<uuid:key>/review/", views.review, name="review"),
    path("applications/<uuid:key>/submit/", views.submit, name="submit"),
    path("applications/<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
    path("applications/<uuid:key>/earlier/", taking_views.earlier, name="earlier"),
    path("applications/<uuid:key>/checked/<slug:page>/", taking_views.checked, name="checked"),
    path("applications/<uuid:key>/amend/", beginning.amend, name="amend"),
    path("applications/<uuid:key>/documents/<slug:asked>/upload/", views.upload, name="upload"),
    path("applications/<uuid:key>/documents/<slug:asked>/send/", sending.begin, name="send"),
    path("applications/<uuid:key>/uploads/<uuid:upload>/", sending.go_on, name="sending"),
    path("applications/<uuid:key>/documents/<slug:asked>/detach/", views.detach, name="detach"),
    path("applications/<uuid:key>/documents/<slug:asked>/replace/", quarantine_views.replace, name="replace"),
    path("applications/<uuid:key>/<slug:page>/autosave/", autosaving.autosave, name="autosave"),
    path("applications/<uuid:key>/<slug:page>/", views.page, name="page"),
]
