"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register({
    "panel.cell_chosen": _("%(actor)s decided that members with a conflict are left out for single candidates only: %(reason)s"),
    "panel.shortfalls_accepted": _("%(actor)s let the panel judge although it does not meet a rule of the office for some candidates (%(said)s): %(reason)s"),
    "short_list.stated": _("%(actor)s stated by which rule candidates go on after a round"),
    "short_list.confirmed": _("%(actor)s confirmed the short list"),
    "guide.written": _("%(actor)s wrote the question guide of the interviews"),
    "guide.changed": _("%(actor)s changed the question guide of the interviews (version %(version)s): %(reason)s"),
    "round.opened": _("%(actor)s opened scoring round %(number)s"),
    "round.blinded": _("The round is read without names: every candidate was given a neutral code"),
    "round.unblinded": _("%(actor)s showed the panel the names behind the codes of the blind round"),
    "passage.hidden": _("%(actor)s hid words in the texts of %(code)s from the panel of the blind round"),
    "passage.shown": _("%(actor)s took back what had been hidden in the texts of %(code)s"),
    "sheet.handed_in": _("%(actor)s handed in their score sheet"),
    "sheet.left_out": _("%(actor)s left %(name)s out of the round: %(reason)s"),
    "sheet.left_out_by_conflict": _("%(name)s is left out of the round: a conflict of interest was found later"),
    "sheet.ended": _("The score sheet of %(name)s does not count: the seat has ended"),
    "sheet.replaced": _("The score sheet of %(name)s does not count: a successor marks in its place"),
    "sheet.added": _("%(name)s has joined the round and has a score sheet"),
    "sheet.taken_off": _("%(actor)s left %(name)s out for %(candidates)s, for a conflict of interest found later: %(reason)s"),
    "round.revealed": _("All score sheets were in and were shown to the panel at once"),
    "mark.revised": _("%(actor)s revised their mark of %(candidate)s on criterion %(criterion)s"),
    "marks.discussed": _("%(actor)s noted that the marks of %(candidate)s on criterion %(criterion)s were discussed"),
    "round.locked": _("%(actor)s locked the scoring round"),
    "round.reopened": _("%(actor)s opened the marks of a locked round again (version %(version)s is kept): %(reason)s"),
    "round.reopening_allowed": _("%(actor)s allowed marks to be changed although the prices have been seen: %(reason)s"),
    "sheet.signed": _("%(actor)s signed their score sheet"),
})  # fmt: skip
