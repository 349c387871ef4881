"""What who asks writes, and what the office answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.bilingual import languages
from portal.web.forms import LimitedText
from portal.web.pairs import Paired, Prose, columns


class AskForm(forms.Form):
    text = LimitedText(
        label=_("Your question"),
        limit=1500,
        rows=5,
        help_text=_(
            "Do not write your name or anything else about yourself: the answer is read by everybody."
        ),
    )


class AnswerForm(Paired, forms.Form):
    """The question in words that name nobody, and its answer; both in both languages."""

    texts = {
        "question": Prose(label=_("Question"), widget=forms.Textarea(attrs={"rows": 4})),
        "answer": Prose(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 8})),
    }

    @property
    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in columns("question", "answer")}

    @property
    def in_languages(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Question and answer of each language, side by side with those of the other."""
        return [(code, [self[f"question_{code}"], self[f"answer_{code}"]]) for code in languages()]


class DeclineForm(forms.Form):
    because = LimitedText(
        label=_("Why it is not answered"),
        limit=1000,
        rows=4,
        help_text=_("Only the person who asked reads this."),
    )
