"""Page, PDF and `manage.py evaluate` say the same figures, to the digit, in both languages and by each method."""

import io
import json
import re
from decimal import Decimal
from fractions import Fraction
from html import unescape

import pytest
from django.core.management import call_command
from django.urls import reverse

from applications.intake.models import Application, PriceOffer
from applications.profile.models import Profile
from applications.ranking.actions import make
from applications.reports.data import report_data
from applications.scoring.models import Mark, Sheet
from portal.models import User
from tests.applications.reports.reading import cells, flat, plain, text_of
from tests.factories.decisions import falling, ranked_selection, severe
from tests.factories.panels import convened_panel
from tests.factories.portal import NOW
from tests.factories.reports import fetched
from tests.factories.scoring import chair_of, opened_round, signed_round
from tests.factories.screening import long_listed_vacancy
from vacancies.models import Criterion, Plan, Vacancy

pytestmark = pytest.mark.django_db

METHODS = ("technical", "cumulative", "lowest_price")
KEYS = ("technical_percent", "technical_part", "financial_part", "total")


def localised(figure, language):
    """48.99 as a reader of that language sees it; thousands as the portal sets them."""
    whole, _point, rest = figure.partition(".")
    if language == "ru":
        grouped = whole if len(whole) < 5 else f"{int(whole):,}".replace(",", " ")
        return f"{grouped},{rest}"
    return f"{int(whole):,}.{rest}"


def recomputed(client, vacancy, tmp_path):
    """What `manage.py evaluate` makes of the file that the portal gives."""
    response = client.get(reverse("reports:evaluation", args=[vacancy.pk]))
    file = tmp_path / "evaluation.json"
    file.write_bytes(response.content)
    out = io.StringIO()
    call_command("evaluate", str(file), stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_page_report_and_command_agree_to_the_digit(client, tmp_path, method, language):
    selection = ranked_selection(method=method, candidates=4)
    client.force_login(selection.officer)
    result = recomputed(client, selection.vacancy, tmp_path)
    assert result == selection.ranking.result
    pdf = fetched(client, selection.vacancy, language).content
    report = plain(text_of(pdf))
    pages = [
        plain(client.get(reverse(name, args=[selection.vacancy.pk]).replace("/en/", f"/{language}/", 1)).text)
        for name in ("ranking:results", "decisions:decision")
    ]
    for row in result["results"]:
        total = localised(row["total"], language)
        assert all(total in page for page in pages)
        figures = [localised(row[key], language) for key in KEYS if key in row]
        name = Application.objects.get(code=row["code"]).name
        line = report[report.index(f"{row['rank']} {row['code']} {name}") :][:200]
        assert [figure for figure in figures if figure not in line] == []
        assert row["total_exact"] in line


def test_the_steps_lead_exactly_to_the_totals(client):
    """Whoever works the steps of C2 out as they stand gets the exact total."""
    selection = ranked_selection(method="cumulative", candidates=3)
    client.force_login(selection.officer)
    report = plain(text_of(fetched(client, selection.vacancy).content))
    steps = report[report.rindex("C2 Ахметова Динара Ерлановна Criterion Mean") :]
    assert "(4.75 + 3.75 + 4.75) / 3 = 53/12 ≈ 4.42" in steps
    assert "53/12 / 5 × 60 = 53.00" in steps
    assert "Technical score: 38.00 + 53.00 = 91.00" in steps
    assert "Financial part: 30 × 10,000 / 10,500 = 200/7 ≈ 28.57" in steps
    assert "Total: 63.70 + 200/7 = 6459/70 ≈ 92.27" in steps
    exact = {row["code"]: row["total_exact"] for row in selection.ranking.result["results"]}["C2"]
    assert Fraction(exact) == Fraction("63.70") + Fraction(200, 7) == Fraction(6459, 70)


def test_what_changes_after_the_ranking_changes_no_figure():
    vacancy = ranked_selection(falling, severe, falling, method="cumulative").vacancy
    before = figures_of(vacancy)
    Mark.objects.update(value="0.5")
    Sheet.objects.update(left_out_reason="Changed by hand.")
    Criterion.objects.update(points=1, scale=50, name_en="Changed by hand")
    Plan.objects.update(technical_weight=1, pass_mark=99, method="technical")
    PriceOffer.objects.update(opened="1.00")
    Profile.objects.update(family_name="Changed by hand")
    User.objects.update(name="Changed by hand")
    assert figures_of(Vacancy.objects.get()) == before


def figures_of(vacancy):
    """What a report says of marks, steps and places."""
    data = report_data(vacancy, "en", at=NOW)
    steps = [
        block["paragraphs"]
        for block in flat(data)
        if block["kind"] == "text" and "Total" in str(block["paragraphs"])
    ]
    return {
        "marks": [[row[0][:3], row[1]] for row in cells(data, "Member", "Mark")],
        "plan": cells(data, "Code", "Criterion"),
        "means": cells(data, "Criterion", "Mean of the marks"),
        "steps": steps,
        "ranking": cells(data, "Rank", "Candidate", "Technical, %"),
    }


# Six targets by four judges of Shrout and Fleiss (1979), halved to fit the scale.
SHROUT_FLEISS = ["9258", "6132", "8468", "7126", ["10", "5", "6", "9"], "6247"]


def published_panel():
    """A ranking of the published table: the same mark on both criteria, so that the per cents are its figures times ten."""
    vacancy, _people = long_listed_vacancy(candidates=6)
    panel = convened_panel(vacancy, members=4)

    def giving(member):
        return lambda person, _criterion: Decimal(SHROUT_FLEISS[int(person.code[1:]) - 1][member]) / 2

    signed_round(opened_round(panel), *(giving(member) for member in range(4)))
    make(vacancy=vacancy, by=chair_of(panel), at=NOW)
    return vacancy


def told_by_page(html):
    """The rows of the figures of agreement, and what stands below them."""
    part = re.search(r'aria-labelledby="ag".*?</section>', html, re.DOTALL).group()
    rows = re.findall(r"<tr>(.*?)</tr>", part.split("<tbody>")[1], re.DOTALL)
    below = re.findall(r'<p class="hint gap-s">(.*?)</p>', part, re.DOTALL)
    return [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows], below


def told_by_report(data):
    """The same out of a report's data, the small print as the page has it."""
    tables = [block for block in flat(data) if block["kind"] == "table"]
    (rows,) = [one["rows"] for one in tables if len(one["rows"]) == 4 and "ICC(2,k)" in str(one["rows"])]
    below = next(
        block["paragraphs"]
        for block in flat(data)
        if block["kind"] == "text" and "Shrout" in str(block["paragraphs"])
    )
    return [
        [f"{one['text']}<small>{one['small']}</small>" if one["small"] else one["text"] for one in row]
        for row in rows
    ], below


def unbound(words):
    return plain(words).replace(r"\xa0", " ")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_page_and_report_say_agreement_alike_with_the_published_figures(client, language):
    vacancy = published_panel()
    client.force_login(chair_of(vacancy.panel))
    html = client.get(reverse("ranking:results", args=[vacancy.pk]).replace("/en/", f"/{language}/", 1)).text
    by_page, by_report = told_by_page(html), told_by_report(report_data(vacancy, language, at=NOW))
    # Each binds short words in its own way.
    assert unbound(unescape(str(by_page))) == unbound(str(by_report))

    rows, (_reading, basis) = by_page
    assert [[row[1], *re.findall(r"\d[,.]\d{4}", row[2])] for row in rows] == [
        [localised(one, language) for one in figures]
        for figures in (
            ["0.1288", "0.0106", "0.2122"],
            ["0.8870", "0.8191", "0.9112"],
            ["0.2898", "0.2144", "0.3598"],
            ["0.6201", "0.5218", "0.6921"],
        )
    ]
    assert re.findall(r"\b\d\b", basis)[:3] == ["6", "6", "4"]
