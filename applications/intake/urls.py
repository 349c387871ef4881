"""Addresses of the room."""

from django.urls import path

from applications.intake import (
    autosaving,
    beginning,
    claiming_views,
    entering_again_views,
    entering_views,
    giving_up_views,
    membership_views,
    quarantine_views,
    receipt_views,
    sending,
    taking_views,
    team_views,
    views,
)
from applications.intake.offline import views as offline

app_name = "intake"
urlpatterns = [
    path("applications/claim/", claiming_views.claim, name="claim"),
    path("desk/vacancies/<int:pk>/enter/", entering_views.enter, name="enter"),
    path("desk/applications/<uuid:key>/again/", entering_again_views.enter_again, name="enter-again"),
    path(
        "desk/applications/<uuid:key>/discard/",
        entering_again_views.discard_amendment,
        name="discard-amendment",
    ),
    path("desk/infected/<int:pk>/", quarantine_views.replace_for, name="replace-for"),
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
    path("applications/<uuid:key>/discard/", giving_up_views.give_up, name="give-up"),
    path("applications/<uuid:key>/withdraw/", giving_up_views.withdraw, name="withdraw"),
    path("applications/<uuid:key>/earlier/", taking_views.earlier, name="earlier"),
    path("applications/<uuid:key>/checked/<slug:page>/", taking_views.checked, name="checked"),
    path("vacancies/<slug:slug>/form.xlsx", offline.blank_form, name="blank-form"),
    path("applications/<uuid:key>/offline/", offline.offline, name="offline"),
    path("applications/<uuid:key>/form.xlsx", offline.own_form, name="form"),
    path("applications/<uuid:key>/team/<uuid:member>/", team_views.member, name="member"),
    path("applications/<uuid:key>/team/<uuid:member>/invite/", team_views.invite_again, name="invite-again"),
    path(
        "applications/<uuid:key>/team/<uuid:member>/remove/", team_views.remove_member, name="remove-member"
    ),
    path("applications/<uuid:key>/team/<uuid:member>/signed/", team_views.signed, name="signed"),
    path("teams/invitation/<slug:secret>/", membership_views.invited, name="invited"),
    path("teams/<uuid:key>/", membership_views.membership, name="membership"),
    path("teams/<uuid:key>/choose/", membership_views.choose_cv, name="choose-cv"),
    path("teams/<uuid:key>/upload/", membership_views.upload_cv, name="upload-cv"),
    path("teams/<uuid:key>/send/", membership_views.send_cv, name="send-cv"),
    path("teams/<uuid:key>/uploads/<uuid:upload>/", membership_views.sending_cv, name="sending-cv"),
    path("teams/<uuid:key>/confirm/", membership_views.confirm, name="confirm-place"),
    path("teams/<uuid:key>/leave/", membership_views.leave, name="leave-team"),
    path("teams/<uuid:key>/replace/", membership_views.replace_cv, name="replace-cv"),
    path("applications/<uuid:key>/amend/", beginning.amend, name="amend"),
    path("applications/<uuid:key>/documents/<slug:asked>/upload/", views.upload, name="upload"),
    path("applications/<uuid:key>/documents/<slug:asked>/send/", sending.begin, name="send"),
    path("applications/<uuid:key>/uploads/<uuid:upload>/", sending.go_on, name="sending"),
    path("applications/<uuid:key>/documents/<slug:asked>/detach/", views.detach, name="detach"),
    path("applications/<uuid:key>/documents/<slug:asked>/replace/", quarantine_views.replace, name="replace"),
    path("applications/<uuid:key>/<slug:page>/autosave/", autosaving.autosave, name="autosave"),
    path("applications/<uuid:key>/<slug:page>/", views.page, name="page"),
]
