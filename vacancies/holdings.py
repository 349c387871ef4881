"""What the rooms hold about a person, told to that person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.holdings import STAFF
from portal.retention.holdings import Holding, Told, leave_out, plain, register
from vacancies.alerts.models import SavedVacancy, Subscription
from vacancies.questions.models import Question
from vacancies.vacancy.models import Vacancy


def _notice(vacancy: Vacancy) -> dict[str, str]:
    return {"vacancy": vacancy.reference, "title": str(vacancy.title)}


def _saved(person: Any) -> Told:
    for row in SavedVacancy.objects.filter(user=person).select_related("vacancy").order_by("pk"):
        yield {**_notice(row.vacancy), **plain(row, "user", "vacancy")}


def _searches(person: Any) -> Told:
    """Those of the account, and those the same address asked for before it had one."""
    rows = Subscription.objects.filter(user=person) | Subscription.objects.filter(email=person.email)
    return (plain(row, "user", "key") for row in rows.order_by("pk"))


def _questions(person: Any) -> Told:
    for row in Question.objects.filter(asker=person).select_related("vacancy", "answer").order_by("pk"):
        answer = row.answer
        said = {"question": str(answer.question), "answer": str(answer.answer)} if answer else None
        yield {**_notice(row.vacancy), **plain(row, "asker", "vacancy", "answer"), "answered": said}


register(Holding("saved_vacancies", _("vacancies you saved"), (SavedVacancy,), _saved))
register(Holding("searches", _("searches you saved, with their letters"), (Subscription,), _searches))
register(Holding("questions", _("questions you asked, with the answers"), (Question,), _questions))
leave_out(
    STAFF,
    *(
        "vacancies.Vacancy.written_by",
        "vacancies.Vacancy.approved_by",
        "vacancies.NoticeVersion.published_by",
    ),
    *(
        "vacancies.NoticeTemplate.saved_by",
        "vacancies.Corrigendum.proposed_by",
        "vacancies.Corrigendum.approved_by",
    ),
    *("vacancies.SynonymList.saved_by", "vacancies.StandardClause.made_by", "vacancies.FieldComment.by"),
    *("vacancies.FieldComment.settled_by", "vacancies.PreviewLink.made_by", "vacancies.Answer.by"),
    *("vacancies.Pairing.reviewed_by", "vacancies.LeftAsItIs.decided_by"),
)
