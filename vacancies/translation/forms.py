"""The texts of a notice side by side, and the file of a translator."""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import TypeAdapter, ValidationError

from portal.kernel import spoken
from portal.kernel.bilingual import languages
from portal.web.pairs import COUNTED_FROM, TOO_LONG, labelled
from vacancies.translation import as_json, sheet_back
from vacancies.translation.exchange import MOST_BYTES, Incoming, Unreadable, checked
from vacancies.translation.merging import Change, Fault, Trouble, Written, marks_of, merged
from vacancies.translation.states import Reading, Said
from vacancies.translation.texts import Text, tidy


class Words(forms.CharField):
    """One text in one language, in a box as large as it needs; no blank inside it is touched."""

    def __init__(self, text: Text, language: str) -> None:
        counter = {"data-limit": text.limit} if text.limit and text.limit >= COUNTED_FROM else {}
        shape = {"rows": _rows(text)} if text.long else {"rows": 1, "class": "line"}
        super().__init__(
            label=labelled(text.label, language),
            required=False,
            strip=False,
            max_length=text.limit,
            initial=text.said[language],
            widget=forms.Textarea(attrs={**shape, **counter, "lang": language}),
        )
        self.long = text.long
        self.error_messages["max_length"] = TOO_LONG

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value), long=self.long)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class TextsForm(forms.Form):
    """Some texts of a notice. What was sent names them; with each goes a mark of what its writer saw."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, shown: Iterable[Reading]) -> None:
        super().__init__(data)
        self.shown = [one for one in shown if data is None or seen_name(one.text) in data]
        self.changes: list[Change] = []
        for one in self.shown:
            for language in languages():
                self.fields[field_name(one.text.path, language)] = Words(one.text, language)

    def clean(self) -> Any:
        written = [Written(one.text.path, self.said(one.text), self._seen(one.text)) for one in self.shown]
        self.changes, faults = merged((one.text for one in self.shown), written)
        for fault in faults:
            self.add_error(field_name(fault.path, fault.language), said_of(fault))
        return self.cleaned_data

    def said(self, text: Text) -> dict[str, str]:
        """What was sent for `text`, where nothing is wrong with it."""
        names = {language: field_name(text.path, language) for language in languages()}
        return {
            language: self.cleaned_data[name] for language, name in names.items() if name in self.cleaned_data
        }

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """What is to be saved, by path and language."""
        return by_path(self.changes)

    def _seen(self, text: Text) -> dict[str, str]:
        sent = self.data.get(seen_name(text), "").split()
        return dict(zip(languages(), sent, strict=False))


class FileForm(forms.Form):
    """The file that comes back from a translator."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("The XLSX or JSON file that was exported here, filled in."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json"}),
    )

    def __init__(self, *args: Any, reference: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reference = reference
        self.incoming = Incoming([])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than the texts of any notice."))
        content = file.read()
        reader = as_json if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else sheet_back
        try:
            self.incoming = reader.read(content, self.reference)
        except Unreadable as refusal:
            raise forms.ValidationError(list(refusal.reasons)) from refusal
        return file


class TakeInForm(forms.Form):
    """What was read from a file, shown, and is now to be taken in."""

    written = forms.CharField(widget=forms.HiddenInput, strip=False)

    def clean_written(self) -> list[Written]:
        try:
            return checked(Incoming(_WRITTEN.validate_json(self.cleaned_data["written"]))).written
        except (ValidationError, Unreadable) as error:
            raise forms.ValidationError(_("Choose the file again.")) from error

    @staticmethod
    def of(incoming: Incoming, changes: Iterable[Change]) -> "TakeInForm":
        """The form that holds what is to change, with the marks of what its translator saw."""
        changed = by_path(changes)
        kept = [
            {"path": one.path, "said": changed[one.path], "seen": dict(one.seen)}
            for one in incoming.written
            if one.path in changed
        ]
        return TakeInForm(initial={"written": json.dumps(kept, ensure_ascii=False)})


_WRITTEN = TypeAdapter(list[Written])


def field_name(path: str, language: str) -> str:
    return f"{path}.{language}"


def seen_name(text: Text) -> str:
    """The hidden field with the marks of what the writer saw."""
    return f"seen.{text.path}"


def seen_words(said: Said) -> str:
    marks = marks_of(said)
    return " ".join(marks[language] for language in languages())


def by_path(changes: Iterable[Change]) -> dict[str, dict[str, str]]:
    """The new texts by path and language."""
    found: dict[str, dict[str, str]] = {}
    for change in changes:
        found.setdefault(change.path, {})[change.language] = change.new
    return found


def said_of(fault: Fault) -> str:
    """What is wrong, for the person who wrote the text."""
    if fault.trouble == Trouble.UNKNOWN:
        return _("The notice has no text “%(path)s”.") % {"path": fault.path}
    if fault.trouble == Trouble.TOO_LONG:
        return _("The text is too long by %(excess)s characters. We have cut nothing.") % {
            "excess": fault.excess
        }
    return _(
        "The text in %(language)s was changed meanwhile and now reads: “%(now)s”. Compare, and save again what you wrote."
    ) % {"language": spoken.name(fault.moved), "now": fault.now}


def _rows(text: Text) -> int:
    """Lines that the longer of the languages fills, within reason."""
    most = max(said.count("\n") + len(said) // 70 for said in text.said.values())
    return min(20, max(4, most + 1))
