"""Letters for whoever tries the portal out: on the terminal, to be read as they are."""

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend


class Terminal(EmailBackend):
    """Writes to whom, about what, and the text; nothing is encoded as it would be on its way."""

    def write_message(self, message: EmailMessage) -> None:
        self.stream.write(
            f"To: {', '.join(message.to)}\nSubject: {message.subject}\n\n{message.body}\n{'-' * 78}\n"
        )
