"""The parts of a profile as data: what each is called in addresses and on pages, why one tells it, and its form."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.profile import part_forms
from applications.profile.parts import Education, Employment, LanguageSkill, Part, Publication, Referee


@dataclass(frozen=True)
class Section:
    """One part; `key` stands in addresses, `name` is that of the entries on the profile. `wanted`: how many are asked for."""

    key: str
    name: str
    model: type[Part]
    form: type[part_forms.PartForm]
    title: Promise
    why: Promise
    one_more: Promise
    wanted: int = 1


SECTIONS = (
    Section(
        "education", "educations", Education, part_forms.EducationForm, _("Education"),
        _("Most vacancies ask for a level of education. Told here, it goes into every application by itself."),
        _("Add a degree"),
    ),
    Section(
        "work", "employments", Employment, part_forms.EmploymentForm, _("Work"),
        _("From these entries you choose, in each application, the experience that answers what the vacancy asks."),
        _("Add work"),
    ),
    Section(
        "languages", "language_skills", LanguageSkill, part_forms.LanguageSkillForm, _("Languages"),
        _("Vacancies ask for languages by reading, writing, speaking and understanding."),
        _("Add a language"),
    ),
    Section(
        "publications", "publications", Publication, part_forms.PublicationForm, _("Publications"),
        _("For research and evaluations, panels look at what you have written. If there is nothing, leave it empty."),
        _("Add a publication"), wanted=0,
    ),
    Section(
        "referees", "referees", Referee, part_forms.RefereeForm, _("Referees"),
        _("Three people who know your work and are not your relatives. Nobody is asked before you are selected."),
        _("Add a referee"), wanted=3,
    ),
)  # fmt: skip

_BY_KEY = {section.key: section for section in SECTIONS}


def section_of(key: str) -> Section:
    """The section an address names; 404 where it names none."""
    if key not in _BY_KEY:
        raise Http404(key)
    return _BY_KEY[key]
