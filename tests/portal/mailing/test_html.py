"""Every letter goes out as text and as HTML, read back from a real mail server; nothing in it is fetched or counted."""

import re
import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.urls import reverse

from portal.mailing.html import html_of
from portal.mailing.tasks import deliver
from tests.factories.portal import MessageFactory, UserFactory

pytestmark = pytest.mark.django_db


class Sink:
    """Keeps whole letters as they came over the wire."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library's name
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@pytest.fixture
def sink(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Sink()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    # pytest-django puts letters into a list of its own; here they go over the wire.
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield handler
    server.stop()


def arrived(sink):
    (letter,) = sink.letters
    text, html = list(letter.iter_parts())
    return letter, *(part.get_content().replace("\r\n", "\n") for part in (text, html))


def test_a_letter_arrives_as_text_and_as_html_with_the_same_words(sink):
    words = "Ваша заявка принята.\n\nСмотрите:\nhttps://jobs.example.org/ru/applications/1/.\n"
    deliver.call(MessageFactory(language="ru", subject="Квитанция", text=words).pk)
    letter, text, html = arrived(sink)
    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert (letter["Subject"], letter["Content-Language"]) == ("Квитанция", "ru")
    assert text == words
    assert '<html lang="ru">' in html
    assert "<p>Ваша заявка принята.</p>" in html
    address = "https://jobs.example.org/ru/applications/1/"
    assert f'<br>\n<a href="{address}">{address}</a>.</p>' in html


def test_the_headers_of_one_click_unsubscribing_arrive_as_they_were_written(sink):
    headers = {
        "List-Unsubscribe": "<https://jobs.example.org/x/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    deliver.call(MessageFactory(headers=headers).pk)
    letter, _text, _html = arrived(sink)
    assert {name: letter[name] for name in headers} == headers


def test_what_people_wrote_stays_text():
    html = html_of(
        subject="</title><b>", text='<script>x()</script> "A & B"\n\njavascript:alert(1)', language="en"
    )
    assert "<script" not in html
    assert "&lt;script&gt;x()&lt;/script&gt; &quot;A &amp; B&quot;" in html
    assert "<title>&lt;/title&gt;&lt;b&gt;</title>" in html
    assert 'href="javascript' not in html


def test_an_address_cannot_leave_its_attribute():
    html = html_of(subject="s", text="https://x.example/'onclick='a\" onmouseover=b <i>", language="en")
    assert re.findall(r"<a [^>]*>", html)[0] == '<a href="https://x.example/&#x27;onclick=&#x27;a">'


def test_nothing_in_a_letter_is_fetched_or_counted():
    html = html_of(subject="s", text="See https://jobs.example.org/a/?b=1&c=2, please.", language="en")
    assert re.findall(r"(?:src|background|action)=|url\(|@import|<link|<img|<script", html) == []
    assert '<a href="https://jobs.example.org/a/?b=1&amp;c=2">' in html


def test_a_letter_names_the_organisation_in_each_language(settings):
    settings.ORGANISATION = "МОМ & Co"
    for language, words in (("en", "vacancies for consultants"), ("ru", "вакансии консультантов")):
        html = html_of(subject="s", text="t", language=language)
        assert "МОМ &amp; Co" in html
        assert words in html


def test_each_of_the_letters_of_signing_in_has_both_parts_in_the_language_that_was_chosen(client, sink):
    UserFactory(email="d@example.org", language="ru")
    client.post(reverse("account_request_login_code"), {"email": "D@example.org"})
    letter, text, html = arrived(sink)
    assert letter["Content-Language"] == "ru"
    assert "Чтобы войти" in text
    assert "Чтобы войти" in html
