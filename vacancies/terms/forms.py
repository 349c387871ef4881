"""The forms of the terms of reference: sections, languages, outputs, lots, standard clauses."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel import spoken
from portal.offices.models import Office
from portal.web.forms import DayInput
from portal.web.numbers import Number
from portal.web.pairs import Line, Paired, Prose, columns
from portal.web.rows import Quiet, Row, Rows, rows_of
from portal.words.figures import plain
from vacancies.terms.models import LanguageLevel, StandardClause, TermsOfReference, Topic
from vacancies.terms.pasting import LONGEST, MOST_OPENINGS, lots_in
from vacancies.vacancy.models import Kind

# More fields than this on one page are more than a browser may send.
MOST_LOTS = 150
WHOLE = Decimal(100)


class SectionsForm(Paired, Quiet, forms.ModelForm):
    """The sections, each in both languages; an empty one is not shown."""

    paired = tuple(TermsOfReference.bilingual)  # type: ignore[attr-defined]

    class Meta:
        model = TermsOfReference
        fields = columns(*TermsOfReference.bilingual)  # type: ignore[attr-defined]
        field_classes = dict.fromkeys(fields, Prose)
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in fields}

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """For each section its name and its fields."""
        names = {name: getattr(TermsOfReference, name).verbose_name for name in self.paired}
        return [(capfirst(names[name]), fields) for name, fields in self.pairs.items()]


class LanguageRow(Row):
    """A language the work needs."""

    caption_words = gettext_lazy("Language %(number)s")
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=spoken.choices)
    level = forms.ChoiceField(label=gettext_lazy("Level, at least"), choices=LanguageLevel)
    required = forms.BooleanField(label=gettext_lazy("The work needs it"), required=False, initial=True)


class _Languages(Rows):
    """Languages, each once."""

    def clean(self) -> None:
        seen: set[str] = set()
        for row in self.kept:
            language = row.cleaned_data.get("language")
            if language in seen:
                row.add_error("language", _("This language stands above already."))
            seen.add(language)


LanguageRows = rows_of(LanguageRow, rows=_Languages)


class OutputRow(Paired, Row):
    """Something handed over."""

    caption_words = gettext_lazy("Output %(number)s")
    texts = {
        "title": Prose(
            label=gettext_lazy("Output"), required=False, widget=forms.Textarea(attrs={"rows": 2})
        ),
        "due": Line(label=gettext_lazy("Due, in words"), max_length=120, required=False),
    }
    needed = ("title",)
    due_on = forms.DateField(label=gettext_lazy("Due on"), required=False, widget=DayInput)
    share = Number(
        label=gettext_lazy("Share of the payment, per cent"),
        required=False,
        min_value=0,
        max_value=WHOLE,
        decimal_places=2,
    )


class _Outputs(Rows):
    """Outputs, whose shares are at most the whole payment."""

    @property
    def total(self) -> Decimal | None:
        """What the shares that stand on the form add up to; None where there is none."""
        rows = [row for row in self.forms if not row["DELETE"].value()]
        shares = [share for row in rows if (share := _number(row["share"].value())) is not None]
        return sum(shares, Decimal(0)) if shares else None

    @property
    def total_words(self) -> str:
        """How far the shares are from the whole payment."""
        total = self.total
        if total is None:
            return _("No output has a share of the payment yet.")
        names = {"total": plain(total), "rest": plain(abs(WHOLE - total))}
        if total < WHOLE:
            return _("The shares add up to %(total)s%%: %(rest)s%% are still to be given.") % names
        if total > WHOLE:
            return _("The shares add up to %(total)s%%: %(rest)s%% too much.") % names
        return _("The shares add up to the whole payment.")

    def clean(self) -> None:
        if (self.total or 0) > WHOLE:
            raise forms.ValidationError(self.total_words)


OutputRows = rows_of(OutputRow, rows=_Outputs, order=True)


class LotRow(Paired, Row):
    """One lot. Its code, kept out of sight, is what applications refer to."""

    caption_words = gettext_lazy("Lot %(number)s")
    texts = {"name": Line(label=pgettext_lazy("lot", "Name"), max_length=LONGEST, required=False)}
    needed = ("name",)
    code = forms.CharField(max_length=8, required=False, widget=forms.HiddenInput)
    openings = forms.IntegerField(
        label=gettext_lazy("Openings"), min_value=1, max_value=MOST_OPENINGS, initial=1
    )


class _Lots(Rows):
    """Lots, each code once."""

    def clean(self) -> None:
        codes = [code for row in self.kept if (code := row.cleaned_data.get("code"))]
        if len(codes) != len(set(codes)):
            raise forms.ValidationError(_("One lot stands here twice. Open this page again."))


LotRows = rows_of(LotRow, rows=_Lots, most=MOST_LOTS)


class PastedLots(forms.Form):
    """Many lots at once; `standing` rows are on the page already."""

    lines = Prose(
        label=gettext_lazy("Paste lots"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "One lot a line: English | Russian | openings. Cells copied from a spreadsheet fit as well."
        ),
    )

    def __init__(self, *args: Any, standing: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = MOST_LOTS - standing

    def clean_lines(self) -> list[dict[str, Any]]:
        lots, faults = lots_in(self.cleaned_data["lines"])
        if len(lots) > self.room:
            faults.append(_("A vacancy has at most %(most)s lots.") % {"most": MOST_LOTS})
        if faults:
            raise forms.ValidationError(faults)
        return lots


class ChosenClausesForm(forms.Form):
    """Which of the `offered` versions of clauses are part of a notice."""

    clauses = forms.MultipleChoiceField(
        label=gettext_lazy("Part of this notice"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: Sequence[StandardClause], office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(clause.pk): clause for clause in offered}
        self.fields["clauses"].choices = [
            (key, _label(clause, office)) for key, clause in self.offered.items()
        ]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[StandardClause]:
        """In the order in which they are offered."""
        wanted = self.cleaned_data["clauses"]
        return [clause for key, clause in self.offered.items() if key in wanted]


class ClauseTexts(Paired, forms.ModelForm):
    """The texts of a clause, for its next version."""

    paired = ("text",)
    needed = ("text",)

    class Meta:
        model = StandardClause
        fields = columns("text")
        field_classes = dict.fromkeys(fields, Prose)
        widgets = {name: forms.Textarea(attrs={"rows": 8}) for name in fields}

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class NewClauseForm(Paired, forms.Form):
    """A new clause of one of the person's offices."""

    texts = {
        "text": Prose(label=gettext_lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 8}))
    }
    needed = ("text",)
    office = forms.ModelChoiceField(label=gettext_lazy("Office"), queryset=None, empty_label=None)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), choices=Topic)
    kind = forms.ChoiceField(
        label=gettext_lazy("Type of vacancy"),
        required=False,
        choices=[("", gettext_lazy("every type")), *Kind.choices],
    )

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]

    @property
    def clause(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "office"}


def _label(clause: StandardClause, office: Office) -> str:
    """Topic and version, and whose the clause is where it is not that of `office`."""
    names = {"topic": capfirst(clause.get_topic_display()), "version": clause.version}
    label = _("%(topic)s, version %(version)s") % names
    if clause.office_id == office.pk:
        return label
    return ", ".join([label, str(clause.office or _("for all offices"))])


def _number(value: Any) -> Decimal | None:
    try:
        return Number(required=False).to_python(value)
    except forms.ValidationError:
        return None
