"""A mail server that hangs up."""

import smtplib

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    def send_messages(self, email_messages):  # noqa: ARG002 - Django's signature
        raise smtplib.SMTPServerDisconnected("closed")
