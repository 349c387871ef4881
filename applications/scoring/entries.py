"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register({
    "panel.cell_chosen": _("%(actor)s decided that members with a conflict are left out for single candidates only: %(reason)s"),
    "round.opened": _("%(actor)s opened scoring round %(number)s"),
    "sheet.handed_in": _("%(actor)s handed in their score sheet"),
    "sheet.left_out": _("%(actor)s left %(name)s out of the round: %(reason)s"),
    "round.revealed": _("All score sheets were in and were shown to the panel at once"),
    "mark.revised": _("%(actor)s revised their mark of %(candidate)s on criterion %(criterion)s"),
    "round.locked": _("%(actor)s locked the scoring round"),
    "sheet.signed": _("%(actor)s signed their score sheet"),
})  # fmt: skip
