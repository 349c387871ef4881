"""How the entries about documents of notices read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "notice.kept": _("Version %(number)s of the notice was kept with the fingerprint %(sha256)s"),
        "vacancy.imported": _("%(actor)s imported the notice %(subject)s from a file"),
        "vacancy.copied": _("%(actor)s began the notice %(subject)s as a copy of %(source)s"),
        "vacancy.from_template": _("%(actor)s began the notice %(subject)s from the template “%(template)s”"),
        "template.saved": _("%(actor)s saved the template “%(template)s” of the office %(subject)s"),
        "template.renamed": _("%(actor)s renamed the template “%(before)s” “%(template)s”"),
        "template.deleted": _("%(actor)s deleted the template “%(template)s” of the office %(subject)s"),
    }
)
