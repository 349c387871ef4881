"""Who may screen applications and make the long list."""

import rules

from applications.intake import rules as intake
from portal.accounts.rules import is_officer
from vacancies.corrigenda.rules import is_cancelled


@rules.predicate
def is_received(user, subject):  # type: ignore[no-untyped-def]
    return intake.is_received(user, getattr(subject, "application", subject))


# On an application or one of its findings; whether the moment for it has passed is said by the verb.
rules.add_perm("applications.screen_application", is_officer & is_received & ~is_cancelled)
# On a vacancy.
rules.add_perm("applications.screen_applications", is_officer & ~is_cancelled)
rules.add_perm("applications.make_long_list", is_officer & ~is_cancelled)
