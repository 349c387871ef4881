"""Migrations say in their names what they do, and none is missing."""

import re

import pytest
from django.core.management import call_command

from tests.house.tree import APPS, ROOT


def test_every_migration_is_named_by_a_person():
    automatic = re.compile(r"^\d{4}_(auto_|initial$|alter_|remove_|add_|rename_)")
    names = [path.stem for app in APPS for path in (ROOT / app / "migrations").glob("0*.py")]
    assert names
    assert [name for name in names if automatic.match(name)] == []


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
