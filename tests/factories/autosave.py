"""What is remembered of typing."""

import factory
from factory.django import DjangoModelFactory

from applications.autosave.models import Typing
from tests.factories.portal import NOW, UserFactory


class TypingFactory(DjangoModelFactory):
    """The last text of a field, kept; `kept=False` with a `text` for one that was set aside."""

    class Meta:
        model = Typing

    user = factory.SubFactory(UserFactory)
    place = "profile"
    name = "family_name"
    window = factory.Sequence(lambda n: f"window{n}")
    at = NOW
