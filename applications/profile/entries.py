"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.record import presenters

presenters.register(
    {
        "profile.changed": _("%(actor)s changed their profile"),
        "profile.entry_added": _("%(actor)s added to their profile: %(profile_part)s"),
        "profile.entry_changed": _("%(actor)s changed in their profile: %(profile_part)s"),
        "profile.entry_removed": _("%(actor)s removed from their profile: %(profile_part)s"),
        "profile.entry_restored": _("%(actor)s brought back into their profile: %(profile_part)s"),
    }
)
_PARTS = {
    "education": pgettext_lazy("part of a profile", "education"),
    "employment": pgettext_lazy("part of a profile", "work"),
    "languageskill": pgettext_lazy("part of a profile", "a language"),
    "publication": pgettext_lazy("part of a profile", "a publication"),
    "referee": pgettext_lazy("part of a profile", "a referee"),
}
presenters.register_reader("profile_part", lambda name: str(_PARTS.get(name, name)))
