"""The forms of the selection plan: how it is computed, requirements, criteria with their anchors, documents."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.currencies import currency_choices
from portal.web.numbers import Number
from portal.web.pairs import Line, Paired, Prose, columns
from portal.web.rows import Quiet, Row, Rows, rows_of
from portal.words.figures import plain
from vacancies.plan.models import BY_CRITERION, Criterion, Format, Method, Plan, PriceBasis

# How many steps of a tie-break can be chosen; a lot always ends it.
TIE_BREAKS = 4
MEGABYTE = 1024 * 1024


class PlanForm(forms.ModelForm):
    """How the selection is computed (docs/selection.md section 1)."""

    pass_mark = Number(
        label=gettext_lazy("Technical pass mark, per cent"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        help_text=gettext_lazy("Of the technical maximum. Leave it empty if there is none."),
    )
    divergence = Number(
        label=gettext_lazy("Divergence from which the panel discusses"),
        required=False,
        min_value=Decimal("0.001"),
        max_value=1,
        decimal_places=3,
        help_text=gettext_lazy(
            "As a share of the scale: 0.4 means that marks from 0 to 5 lie two or more apart."
        ),
    )

    class Meta:
        model = Plan
        fields = [
            *("method", "technical_scaling", "technical_weight", "financial_weight", "currency"),
            *("price_basis", "price_breakdown"),
            *("pass_mark", "divergence", "absent_rule", "blind_desk", "blind_test"),
        ]
        field_classes = dict.fromkeys(("technical_weight", "financial_weight"), Number)
        widgets = dict.fromkeys(
            ("method", "technical_scaling", "absent_rule", "price_basis"), forms.RadioSelect
        )
        labels = {
            "absent_rule": gettext_lazy("When a member of the panel cannot score a candidate"),
            "price_breakdown": gettext_lazy("The lump sum is broken down by the outputs of the notice"),
            "blind_desk": gettext_lazy("The panel reads the applications of the desk review without names"),
            "blind_test": gettext_lazy("The panel reads the written tests without names"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"] = forms.ChoiceField(
            label=_("Currency of price offers"), choices=currency_choices(self.instance.currency)
        )
        steps = self.instance.tie_break
        for number in range(1, max(TIE_BREAKS, len(steps)) + 1):
            self.fields[f"tie_break_{number}"] = forms.ChoiceField(
                label=_("Step %(number)s") % {"number": number}, required=False, choices=self._steps
            )
            self.initial[f"tie_break_{number}"] = steps[number - 1] if number <= len(steps) else ""

    @property
    def tie_breaks(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("tie_break_")]

    @property
    def plan(self) -> dict[str, Any]:
        """The fields of the plan that the form sets."""
        return {name: self.cleaned_data[name] for name in (*self._meta.fields, "tie_break")}

    def _steps(self) -> list[tuple[str, str]]:
        criteria = [
            (BY_CRITERION + criterion.code, _("mark on criterion %(criterion)s") % {"criterion": criterion})
            for criterion in self.instance.criteria.all()
        ]
        return [("", "—"), ("technical", _("technical score")), ("price", _("lower price")), *criteria]

    def clean(self) -> Any:
        cleaned = super().clean()
        self._clean_weights(self.cleaned_data.get("method"))
        self._clean_tie_break(self.cleaned_data.get("method"))
        self._clean_price(self.cleaned_data.get("method"))
        return cleaned

    def _clean_weights(self, method: str | None) -> None:
        names = ("technical_weight", "financial_weight")
        weights = {name: self.cleaned_data.get(name) for name in names if name not in self.errors}
        for name, weight in weights.items():
            if method == Method.CUMULATIVE and weight is None:
                self.add_error(name, _("Give a weight: this method adds the technical score and the price."))
            elif method != Method.CUMULATIVE and weight is not None:
                self.add_error(
                    name, _("This method uses no weights. Empty the field, or choose the method with both.")
                )
            elif weight is not None and weight < 0:
                self.add_error(name, _("A weight is not below 0."))
        if list(weights.values()) == [0, 0]:
            self.add_error("technical_weight", _("One of the weights must be above 0."))

    def _clean_tie_break(self, method: str | None) -> None:
        chosen = [(field.name, self.cleaned_data.get(field.name)) for field in self.tie_breaks]
        said = [(name, step) for name, step in chosen if step]
        for number, (name, step) in enumerate(said):
            if step in [earlier for _name, earlier in said[:number]]:
                self.add_error(name, _("This step stands above already."))
            if step == "price" and method == Method.TECHNICAL:
                self.add_error(name, _("This method knows no prices."))
        self.cleaned_data["tie_break"] = [step for _name, step in said] or ["technical"]

    def _clean_price(self, method: str | None) -> None:
        """Nothing of a price where none is asked for, and parts of a lump sum only."""
        daily = self.cleaned_data.get("price_basis") == PriceBasis.DAILY_RATE
        broken_down = bool(self.cleaned_data.get("price_breakdown"))
        if method == Method.TECHNICAL and daily:
            self.add_error("price_basis", _("This method asks for no price. Leave the lump sum chosen."))
        if method == Method.TECHNICAL and broken_down:
            self.add_error("price_breakdown", _("This method asks for no price."))
        elif daily and broken_down:
            self.add_error("price_breakdown", _("A daily rate is not broken down by output."))


class CriterionForm(Paired, Quiet, forms.ModelForm):
    """One criterion; its anchors are rows of their own."""

    paired = ("name", "description")
    needed = ("name",)
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=4,
        validators=[RegexValidator(r"^[A-Z0-9]+\Z", gettext_lazy("Use Latin letters and digits only."))],
    )

    class Meta:
        model = Criterion
        fields = [
            *("code", "order", "points", "scale", "minimum", "stage", "limit"),
            *columns("name", "description"),
        ]
        field_classes = {
            **dict.fromkeys(("points", "scale", "minimum"), Number),
            **dict.fromkeys(columns("name"), Line),
            **dict.fromkeys(columns("description"), Prose),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in columns("description")}
        labels = {
            "order": gettext_lazy("Place in the list"),
            "limit": gettext_lazy("Characters of the applicant’s statement"),
        }
        help_texts = {
            "points": gettext_lazy("Its share of the technical maximum."),
            "scale": gettext_lazy("Marks run from 0 to this number."),
            "minimum": gettext_lazy("Who gets less is not ranked. Leave it empty if there is none."),
            "limit": gettext_lazy("0 if applicants write nothing on it."),
        }

    @property
    def criterion(self) -> dict[str, Any]:
        """The fields of the criterion that the form sets."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if self.instance.plan.criteria.exclude(pk=self.instance.pk).filter(code=code).exists():
            raise forms.ValidationError(_("Another criterion has this code."))
        return code

    def clean(self) -> Any:
        cleaned = super().clean()
        scale, minimum = self.cleaned_data.get("scale"), self.cleaned_data.get("minimum")
        if scale is not None and minimum is not None and not 0 <= minimum <= scale:
            self.add_error(
                "minimum",
                _("The minimum lies between 0 and the scale, which is %(scale)s.") % {"scale": plain(scale)},
            )
        return cleaned


class AnchorRow(Paired, Row):
    """Words for one step of the scale; a step without words is not kept."""

    caption_words = gettext_lazy("Described mark %(number)s")
    texts = {"text": Line(label=gettext_lazy("What it means"), max_length=300, required=False)}
    step = Number(label=gettext_lazy("Mark"), required=False, min_value=0, max_digits=6, decimal_places=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["step"])

    def clean(self) -> Any:
        super().clean()
        if not any(self.cleaned_data.get(name) for name in columns("text")):
            return {}
        if self.cleaned_data.get("step") is None and "step" not in self.errors:
            self.add_error("step", _("Say which mark this describes."))
        return self.cleaned_data


class _Anchors(Rows):
    """Steps between 0 and the `scale` of the criterion, each once."""

    scale: Decimal | None = None

    def clean(self) -> None:
        seen: set[Decimal] = set()
        for row in self.kept:
            step = row.cleaned_data.get("step")
            if step is None:
                continue
            if self.scale is not None and step > self.scale:
                row.add_error("step", _("The scale ends at %(scale)s.") % {"scale": plain(self.scale)})
            if step in seen:
                row.add_error("step", _("This mark is described twice."))
            seen.add(step)


AnchorRows = rows_of(AnchorRow, rows=_Anchors)


class DocumentRow(Paired, Row):
    """A document to hand in. Its code, kept out of sight, is what requirements refer to."""

    caption_words = gettext_lazy("Document %(number)s")
    texts = {"name": Line(label=gettext_lazy("Document"), max_length=200, required=False)}
    needed = ("name",)
    code = forms.SlugField(max_length=20, required=False, widget=forms.HiddenInput)
    required = forms.BooleanField(
        label=gettext_lazy("Nobody can apply without it"), required=False, initial=True
    )
    formats = forms.MultipleChoiceField(
        label=gettext_lazy("Formats; with none chosen, all of them"),
        choices=Format,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    max_megabytes = forms.IntegerField(
        label=gettext_lazy("Largest size, in megabytes"), required=False, min_value=1
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = settings.DOCUMENT_MAX_BYTES // MEGABYTE
        largest = self.fields["max_megabytes"]
        largest.validators.append(MaxValueValidator(most))
        largest.help_text = _("Empty for the limit of the portal: %(most)s MB.") % {"most": most}


class _Documents(Rows):
    """Documents, each code once."""

    def clean(self) -> None:
        codes = [code for row in self.kept if (code := row.cleaned_data.get("code"))]
        if len(codes) != len(set(codes)):
            raise forms.ValidationError(_("One document stands here twice. Open this page again."))


DocumentRows = rows_of(DocumentRow, rows=_Documents, order=True)
