"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "answers.kept": _(
            "%(actor)s kept file %(number)s of the answers of candidate %(code)s in the written test, SHA-256 %(sha256)s"
        ),
        "answers.late": _(
            "Answers of candidate %(code)s arrived %(arrived)s, after %(until)s, and were refused, SHA-256 %(sha256)s"
        ),
        "answers.set_aside": _(
            "%(actor)s set aside file %(number)s of the answers of candidate %(code)s: %(because)s"
        ),
    }
)
