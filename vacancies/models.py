"""The models of the rooms, gathered for Django."""

from vacancies.alerts.models import SavedVacancy, Subscription
from vacancies.corrigenda.models import Corrigendum
from vacancies.document.models import NoticeTemplate, NoticeVersion
from vacancies.listing.models import Stamp, SynonymList
from vacancies.outages.models import LeftAsItIs
from vacancies.plan.models import Anchor, Criterion, DocumentAsked, Plan, Requirement
from vacancies.publishing.models import FieldComment, PreviewLink
from vacancies.publishing.renewal import Renewal
from vacancies.questions.models import Answer, Question
from vacancies.terms.models import ChosenClause, LanguageAsked, Output, StandardClause, TermsOfReference
from vacancies.translation.models import Pairing
from vacancies.vacancy.models import DutyStation, Lot, Vacancy

__all__ = [
    "Anchor",
    "Answer",
    "ChosenClause",
    "Corrigendum",
    "Criterion",
    "DocumentAsked",
    "DutyStation",
    "FieldComment",
    "LanguageAsked",
    "LeftAsItIs",
    "Lot",
    "NoticeTemplate",
    "NoticeVersion",
    "Output",
    "Pairing",
    "Plan",
    "PreviewLink",
    "Question",
    "Renewal",
    "Requirement",
    "SavedVacancy",
    "Stamp",
    "StandardClause",
    "Subscription",
    "SynonymList",
    "TermsOfReference",
    "Vacancy",
]
