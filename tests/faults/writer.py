"""Somebody who types into the pages of an application or of a profile, in a browser whose line and server may fail."""

import re
import time
from contextlib import suppress

from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Error, expect

from tests.journeys.conftest import PATIENCE
from tests.journeys.words import say


class Writer:
    """One browser, signed in as the applicant; `home` is the server's address, or that of the line to it."""

    def __init__(self, context, server, draft=None, *, person=None, home="", language="en"):
        self.context, self.draft, self.home, self.language = context, draft, home or server.url, language
        self.context.add_cookies([server.session_of(person or draft.applicant)])
        self.page = context.pages[0] if context.pages else context.new_page()

    def another_window(self):
        other = Writer.__new__(Writer)
        other.__dict__ = self.__dict__ | {"page": self.context.new_page()}
        return other

    def word(self, text, /, context=None, **values):
        return say(self.language, text, context, **values)

    def opens(self, page="statements"):
        return self.goes("intake:page", self.draft.key, page)

    def goes(self, name, *parts):
        with override(self.language):
            self.page.goto(f"{self.home}{reverse(name, args=parts)}")
        return self

    def field(self, name):
        return self.page.locator(f"[name={name}]")

    def types(self, name, text):
        """Key by key, at the end of what stands there."""
        self.field(name).focus()
        self.page.keyboard.press("End")
        self.page.keyboard.type(text)
        return self

    def reads(self, name):
        return self.field(name).input_value()

    @property
    def line(self):
        """What is said of saving."""
        return self.page.locator("[data-line]")

    def is_told(self, text, **values):
        expect(self.line).to_contain_text(self.word(text, **values))

    def is_saved(self):
        """At a time that names its zone."""
        saved = re.escape(self.word("Saved {time}").replace("{time}", "@")).replace(
            "@", r"\d\d:\d\d UTC(\+5)?"
        )
        expect(self.line).to_have_text(re.compile(rf"^{saved}$"))

    def keeps_no_copy(self):
        """Soon: a page asks what has arrived once it is there, and shows itself anew when something has."""
        end = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < end:
            with suppress(Error):
                if not self.copies():
                    return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"This browser still holds {self.copies()}")

    def copies(self):
        """What this browser holds of texts that have not arrived."""
        return self.page.evaluate(
            "Object.entries(localStorage).filter(([key]) => key.startsWith('konkurs:'))"
        )
