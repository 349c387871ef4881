"""Every model has a factory that makes a valid row."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from tests import factories
from tests.house.tree import APPS

MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]


def _factories():
    for _finder, name, _package in pkgutil.iter_modules(factories.__path__):
        for _name, found in inspect.getmembers(import_module(f"tests.factories.{name}"), inspect.isclass):
            if issubclass(found, DjangoModelFactory) and found is not DjangoModelFactory:
                yield found._meta.model, found


FACTORIES = dict(_factories())


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_there_is_a_factory_for(model):
    assert FACTORIES[model]().pk
