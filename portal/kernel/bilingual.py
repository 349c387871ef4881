"""Texts in two languages of equal rank: one column a language, read in the reader's, else in the other."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language


def languages() -> list[str]:
    """Codes of the languages a text can be written in, in the order of the settings."""
    return [code for code, _name in settings.LANGUAGES]


class Text(str):
    """A text that knows its language, and whether it stands in for a missing one."""

    __slots__ = ("borrowed", "language")
    language: str
    borrowed: bool

    @classmethod
    def of(cls, value: str, *, language: str, borrowed: bool) -> "Text":
        text = cls(value)
        text.language = language
        text.borrowed = borrowed
        return text


def text_in(instance: models.Model, name: str, language: str) -> Text:
    """The text `name` of `instance` in `language`, or in the first other language that has one."""
    own = getattr(instance, f"{name}_{language}")
    if own:
        return Text.of(own, language=language, borrowed=False)
    for other in languages():
        value = getattr(instance, f"{name}_{other}")
        if value:
            return Text.of(value, language=other, borrowed=True)
    return Text.of("", language=language, borrowed=False)


class Bilingual:
    """Declares `name_en`, `name_ru` … on a model, and `name` to read them in the active language.

    `make` builds the column: `Bilingual(models.CharField, max_length=200)`. Columns are never null; empty is missing.
    """

    def __init__(
        self, make: Callable[..., models.Field[Any, Any]], verbose_name: Any = None, **options: Any
    ) -> None:
        self.make = make
        self.verbose_name = verbose_name
        self.options = {"blank": True, "default": "", **options}

    def contribute_to_class(self, model: type[models.Model], name: str, **_kwargs: Any) -> None:
        self.name = name
        names = list(getattr(model, "bilingual", ()))
        model.bilingual = [*names, name]  # type: ignore[attr-defined]
        for language in languages():
            self.make(verbose_name=self.verbose_name, **self.options).contribute_to_class(
                model, f"{name}_{language}"
            )
        setattr(model, name, self)

    def __get__(self, instance: models.Model | None, _owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        return text_in(instance, self.name, get_language() or languages()[0])


def missing(instance: models.Model) -> list[tuple[str, str]]:
    """Texts that one language has and another lacks, as (name, language lacking it)."""
    gaps = []
    for name in instance.bilingual:  # type: ignore[attr-defined]
        values = {language: getattr(instance, f"{name}_{language}") for language in languages()}
        if any(values.values()):
            gaps += [(name, language) for language, value in values.items() if not value]
    return gaps
