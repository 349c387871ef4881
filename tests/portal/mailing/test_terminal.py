"""Letters on the terminal of whoever tries the portal out."""

import environ
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from portal.mailing.terminal import Terminal


def test_a_letter_on_the_terminal_is_readable_as_it_is(capsys):
    letter = EmailMessage("Код для подтверждения", "Введите код:\n\nBQXL-BWDH\n", to=["new@example.org"])
    assert Terminal().send_messages([letter]) == 1
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == "To: new@example.org"
    assert rest[:5] == ["Subject: Код для подтверждения", "", "Введите код:", "", "BQXL-BWDH"]


def test_letters_go_to_the_terminal_unless_a_server_is_named():
    config = environ.Env.email_url_config("consolemail://")
    assert import_string(config["EMAIL_BACKEND"]) is Terminal
