"""Before one begins: what will be asked, and about how long it takes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.intake import limits
from applications.intake.pages import pages_of
from applications.intake.paper import Paper
from portal.words.figures import figure
from vacancies.models import DocumentAsked


def _asked(asked: DocumentAsked) -> str:
    """A document with its own limits, where it has any."""
    own = asked.formats or asked.max_megabytes
    return f"{asked.name} ({limits.words_of(asked)})" if own else str(asked.name)


def outlook(paper: Paper) -> dict[str, Any]:
    """Before one begins: what will be asked, as (title, words), and about how many minutes it takes."""
    plan, statements, documents = paper.plan, paper.statement_criteria, paper.asked
    words = {
        "person": _("Name, nationality, country of residence"),
        "team": _("Only if you do not apply alone: who they are and what they do"),
        "requirements": ngettext("%(n)s question", "%(n)s questions", len(paper.requirements)) % {"n": len(paper.requirements)},
        "statements": ngettext("%(n)s answer in your own words", "%(n)s answers in your own words", len(statements)) % {"n": len(statements)},
        "experience": _("What of your profile counts for this vacancy"),
        "methodology": _("How you would do the work, in up to %(limit)s characters") % {"limit": figure(plan.methodology_limit)},
        "letter": _("Interest, availability, conditions"),
        "documents": "; ".join(_asked(asked) for asked in documents),
        "price": _("Sealed until the technical scores are locked"),
        "declaration": _("That what you state is true"),
    }  # fmt: skip
    minutes = 5 + len(paper.requirements) + 10 * len(statements) + 3 * len(documents)
    minutes += (
        30 * bool(plan.methodology_limit)
        + 10 * plan.letter_asked
        + 3 * plan.experience_asked
        + 5 * plan.price_breakdown
    )
    return {
        "asked": [(page.title, words[page.key]) for page in pages_of(paper)],
        "minutes": -(-minutes // 5) * 5,
    }
