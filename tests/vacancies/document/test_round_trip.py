"""Whatever fits the schema and agrees with itself comes back from the database as it went in."""

import json
import string
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.notices import full_notice
from tests.factories.vacancies import planned_vacancy
from vacancies.document.actions import fresh, write_into
from vacancies.document.checks import faults_of
from vacancies.document.form import document_of
from vacancies.document.hydrate import hydrated
from vacancies.document.reading import file_of, read_file
from vacancies.plan.models import Method, Stage
from vacancies.terms.models import LanguageLevel
from vacancies.vacancy.models import Category, Kind, Level, Scope

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
texts = st.fixed_dictionaries({"en": words, "ru": words})
line = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r"), max_size=40)
lines = st.fixed_dictionaries({"en": line, "ru": line})
codes = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=4)
days = st.none() | st.dates().map(str)
moments = st.none() | st.datetimes(
    datetime(2000, 1, 1),
    datetime(2100, 1, 1),
    timezones=st.just(UTC),
).map(lambda moment: moment.isoformat().replace("+00:00", "Z"))


def decimals(least, most, places=2):
    """Numbers as the document writes them: without needless zeros."""
    numbers = st.decimals(least, most, places=places, allow_nan=False, allow_infinity=False)
    return numbers.map(lambda number: f"{number:f}".rstrip("0").rstrip(".") or "0")


def rows(by, **fields):
    return st.lists(st.fixed_dictionaries(fields), max_size=3, unique_by=lambda row: row[by])


lots = rows("code", code=codes, name=lines, openings=st.integers(1, 32767))
outputs = st.lists(
    st.fixed_dictionaries(
        {"title": texts, "due_on": days, "due": lines, "share": st.none() | decimals(0, 33)}
    ),
    max_size=3,
)
languages = rows(
    "language",
    language=st.sampled_from(["en", "ru", "kk"]),
    level=st.sampled_from(LanguageLevel.values),
    required=st.booleans(),
)
criteria = rows(
    "code",
    code=codes,
    name=lines,
    description=texts,
    points=decimals("0.01", "9999.99"),
    scale=decimals(5, 100),
    minimum=st.none() | decimals(0, 5),
    stage=st.sampled_from(Stage.values),
    limit=st.integers(0, 100_000),
    anchors=st.lists(
        st.fixed_dictionaries({"step": decimals(0, 5), "text": lines}),
        max_size=3,
        unique_by=lambda row: row["step"],
    ).map(lambda steps: sorted(steps, key=lambda row: float(row["step"]))),
)
changes = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(Kind.values),
        "scope": st.sampled_from(Scope.values),
        "category": st.sampled_from(["", *Category.values]),
        "level": st.sampled_from(["", *Level.values]),
        "unit": lines,
        "title": lines,
        "summary": texts,
        "duration": lines,
        "project": line,
        "working_days": st.none() | st.integers(0, 32767),
        "starts_on": days,
        "home_based": st.booleans(),
        "eligible_countries": st.lists(st.sampled_from(["KZ", "KG", "FR"]), unique=True),
        "openings": st.integers(1, 32767),
        "closes_at": moments,
        "questions_until": st.none(),
        "grace_minutes": st.integers(0, 32767),
        "gap_reason": line,
        "duty_stations": st.lists(
            st.fixed_dictionaries({"city": lines, "country": st.just("KG")}), max_size=3
        ),
        "lots": lots,
        "outputs": outputs,
        "languages": languages,
    }
)
plans = st.fixed_dictionaries(
    {
        "method": st.sampled_from(Method.values),
        "technical_weight": st.none() | decimals(0, "99999.99"),
        "pass_mark": st.none() | decimals(0, 100),
        "divergence": st.none() | decimals("0.001", 1, places=3),
        "tie_break": st.just(["technical"]),
        "criteria": criteria,
    }
)


@pytest.mark.django_db
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=changes, plan=plans)
def test_a_document_comes_back_from_a_vacancy_a_file_and_from_thin_air(changes, plan):
    vacancy = full_notice()
    said = document_of(fresh(vacancy)) | changes
    said["plan"] |= plan
    if plan["method"] == Method.TECHNICAL:
        del said["plan"]["price_breakdown"]
    assert faults_of(json.loads(json.dumps(said))) == []
    assert read_file(file_of(said)) == (said, [])
    assert document_of(hydrated(said, office=vacancy.office)) == said
    other = planned_vacancy(office=vacancy.office)
    assert document_of(write_into(vacancy=other, document=said)) == said | {"reference": other.reference}
