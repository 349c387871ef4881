"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register({
    "prices.opened": _("%(actor)s opened the price offers"),
    "price.opened_in_emergency": _("%(actor)s opened the sealed price of %(code)s in an emergency, before all prices were opened: %(reason)s"),
    "envelopes.read": _("%(actor)s opened the envelopes with prices and wrote down what stands there"),
    "ranking.made": _("%(actor)s made the ranking, version %(version)s"),
})  # fmt: skip
