"""A whole application in Russian: by keyboard alone, on a phone without scripts, and filled in offline."""

import pytest

from applications.intake.models import Application, Status
from tests.factories import files
from tests.factories.offline import Form
from tests.journeys import cast, story
from tests.journeys.keyboard import AtTheKeyboard
from tests.journeys.public import Consultant

pytestmark = pytest.mark.django_db(transaction=True)

RECEIPT = "Receipt"


@pytest.fixture
def vacancy():
    office = cast.office()
    officer = cast.staff(office, "ru")["officer"]
    return cast.notice(office, officer, published=True, method="cumulative")


def begins(person, vacancy):
    """Signed in already, from the notice on."""
    person.signs_in()
    person._go(lambda: person.page.goto(f"{person.home}/ru/vacancies/{vacancy.slug}/apply/"))
    person.presses("Start the application")


def handed_in(person, email):
    person.sees(RECEIPT)
    application = Application.objects.get(applicant__email=email)
    assert application.status == Status.SUBMITTED
    return application.snapshot


def test_by_keyboard_alone(enter, vacancy):
    cast.account("aliya", "Алия Сеитова", "ru")
    aliya = enter(AtTheKeyboard, "ru", email="aliya@example.org")
    begins(aliya, vacancy)
    aliya.fills("family name", "Сеитова")
    aliya.fills("given name", "Алия")
    aliya.chooses_from("nationality", "Казахстан")
    aliya.chooses_from("country of residence", "Казахстан")
    aliya.presses("Save and continue")
    aliya.answers_the_requirements("14")
    aliya.makes_statements(story.STATEMENT)
    aliya.attaches_first(name="Сеитова.pdf", data=files.pdf("Алия Сеитова", "Публикации"))
    aliya.sees("Сеитова.pdf")
    aliya.follows("Continue")
    aliya.seals_a_price(story.PRICES["C1"])
    aliya.declares()
    aliya.hands_in()
    said = handed_in(aliya, "aliya@example.org")
    assert said["person"]["nationality"] == said["person"]["residence"] == "KZ"
    assert said["statements"] == story.STATEMENT


def test_without_scripts_on_a_phone_in_any_order(enter, vacancy):
    """Each move between pages is a button that saves: nothing typed waits to be lost."""
    cast.account("bolat", "Болат Сеитов", "ru")
    bolat = enter(Consultant, "ru", screen="phone", scripts=False, email="bolat@example.org")
    begins(bolat, vacancy)
    for label, value in {"family name": "Сеитов", "given name": "Болат"}.items():
        bolat.fills(label, value)
    bolat.unfolds("Save and go to another page")
    bolat.presses("Selection criteria")
    bolat.fills(f"A. {story.CRITERIA[0].name['ru']}", story.STATEMENT["A"])
    bolat.unfolds("Save and go to another page")
    bolat.presses("About you")
    assert bolat.field(bolat.word("family name")).input_value() == "Сеитов"
    bolat.tells_about_themselves({})
    bolat.answers_the_requirements("14")
    bolat.fills(f"B. {story.CRITERIA[1].name['ru']}", story.STATEMENT["B"])
    bolat.presses("Save and leave")
    bolat.follows("Go on with the application")
    bolat.attaches(story.CV, name="Сеитов.pdf", data=files.pdf("Болат Сеитов", "Публикации"))
    bolat.follows("Continue")
    bolat.seals_a_price(story.PRICES["C2"])
    bolat.declares()
    bolat.hands_in()
    assert handed_in(bolat, "bolat@example.org")["statements"] == story.STATEMENT


def test_filled_in_offline_and_brought_back_on_a_phone(enter, vacancy):
    """Two answers meet what was written on the portal meanwhile, one is none; nothing is lost on the way."""
    cast.account("dilnoza", "Дилноза Каримова", "ru")
    dilnoza = enter(Consultant, "ru", screen="phone", scripts=False, email="dilnoza@example.org")
    begins(dilnoza, vacancy)
    dilnoza.follows("Fill in offline")
    form = Form(dilnoza.takes("Скачать бланк"))
    form["person/family_name"], form["person/given_name"] = "Каримова", "Дилноза"
    form["person/nationality"] = form["person/residence"] = "Казахстан"
    for code, text in story.STATEMENT.items():
        form[f"statements/{code}"] = text
    dilnoza.brings_back(form)
    dilnoza.sees("Your answers are in the pages")
    dilnoza.follows("Selection criteria")
    dilnoza.fills(f"A. {story.CRITERIA[0].name['ru']}", "Написано на портале")
    dilnoza.presses("Save and leave")
    dilnoza.follows("Fill in offline")
    form["person/residence"], form["statements/A"] = "Атлантида", "Дописано без связи"
    dilnoza.brings_back(form)
    dilnoza.sees("This is none of the answers that can be chosen.")
    dilnoza.sees("Two texts wait for your choice")
    dilnoza.follows("Selection criteria")
    dilnoza.sees("Дописано без связи")
    dilnoza.chooses("Put both into the field and edit them together")
    dilnoza.presses("Save my choice")
    dilnoza.unfolds("Save and go to another page")
    dilnoza.presses("Requirements")
    dilnoza.answers_the_requirements("14")
    dilnoza.presses("Save and continue")
    dilnoza.attaches(story.CV, name="Каримова.pdf", data=files.pdf("Дилноза Каримова", "Публикации"))
    dilnoza.follows("Continue")
    dilnoza.seals_a_price(story.PRICES["C2"])
    dilnoza.declares()
    dilnoza.hands_in()
    said = handed_in(dilnoza, "dilnoza@example.org")
    assert said["person"]["residence"] == "KZ"
    assert said["statements"]["B"] == story.STATEMENT["B"]
    assert said["statements"]["A"].split("\n\n") == ["Написано на портале", "Дописано без связи"]
