"""What every test can ask for."""

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from tests.factories.portal import NOW
from tests.machine import need

__all__ = ["need"]

# How fast examples are drawn says how busy the machine is, and nothing of the portal.
hypothesis.settings.register_profile(
    "portal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("portal")


@pytest.fixture
def now():
    """The instant at which the tests' world stands."""
    return NOW


@pytest.fixture(autouse=True)
def _present(monkeypatch):
    """Views and commands ask the clock; in tests it stands still, so nothing depends on the day they run."""
    monkeypatch.setattr("portal.kernel.clock.now", lambda: NOW)


@pytest.fixture(autouse=True)
def _language():
    """Every test begins in the first language, whatever page the one before it asked for last."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _memory():
    """Nothing is remembered of the test before."""
    cache.clear()
