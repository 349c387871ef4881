"""The words on the pages, in the language of the person who reads them."""

from django.utils.translation import gettext, ngettext, npgettext, override, pgettext


def say(language, text, /, context=None, plural=None, **values):
    """`text` of the interface as it reads in `language`; with `plural`, for the number `n` among `values`.

    What the interface does not know, a name or a title, stays as it is.
    """
    with override(language):
        if plural:
            number = values["n"]
            words = npgettext(context, text, plural, number) if context else ngettext(text, plural, number)
        else:
            words = pgettext(context, text) if context else gettext(text)
    return words % values if values else words


def other(language):
    return {"en": "ru", "ru": "en"}[language]
