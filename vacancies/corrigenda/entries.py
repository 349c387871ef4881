"""How the entries about changes of a published notice read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters
from vacancies.corrigenda.paths import name_of
from vacancies.publishing.fields import WHOLE

presenters.register(
    {
        "corrigendum.begun": _("%(actor)s began a correction of the published notice"),
        "corrigendum.submitted": _(
            "%(actor)s submitted a change of the published notice for approval: %(reason)s"
        ),
        "corrigendum.returned": _("%(actor)s returned a change of the notice to its writer: %(comment)s"),
        "corrigendum.dropped": _("%(actor)s dropped a change of the published notice"),
        "notice.corrected": _("%(actor)s published corrigendum %(number)s to the notice: %(reason)s"),
        "notice.extended": _(
            "%(actor)s moved the closing time from %(closes_before)s to %(closes_after)s "
            "(corrigendum %(number)s): %(reason)s"
        ),
        "notice.shortened": _(
            "%(actor)s approved an earlier closing time, %(closes_after)s instead of %(closes_before)s "
            "(corrigendum %(number)s): %(reason)s"
        ),
        "vacancy.cancelled": _(
            "%(actor)s approved the cancellation of the vacancy (corrigendum %(number)s): %(reason)s"
        ),
    }
)


def _field(path: str) -> str:
    """The field on which an approver commented."""
    return str(WHOLE[path]) if path in WHOLE else name_of(path)


presenters.register_reader("field", _field)
