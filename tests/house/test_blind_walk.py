"""Every address, asked by everybody who judges a blind round: none tells whose application it is, until names are shown."""

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Application, Document, Round, Seat
from applications.scoring import actions, blinding
from portal.accounts.roles import Role
from portal.mailing.models import Message
from tests.factories.portal import NOW, RoleGrantFactory
from tests.factories.scoring import chair_of, handed_in, of
from tests.house import world
from tests.house.test_roles_walk import ADDRESSES

pytestmark = pytest.mark.django_db

BLIND = {
    "absent_rule": "cell",
    "blind_desk": True,
    "experience_asked": True,
    "letter_asked": True,
    "methodology_limit": 900,
}
# By code of the application: family and given names as they are written, in both scripts.
NAMES = {
    "C1": ("Абдурахманова Гулнора Рашидовна", "Gulnora Abdurakhmanova"),
    "C2": ("Джумагулов Бектур", "Bektur Dzhumagulov"),
}


def test_no_address_and_no_letter_tells_a_judge_whose_application_it_is_before_names_are_shown():
    scene = world.being_scored(asks=BLIND)
    round_ = Round.objects.get(is_blind=True)
    told = _told(round_)
    seats = list(_judges(round_).order_by("pk"))
    # The chair, the one with a conflict, the observer, and the last of the members.
    judges = [seats[0].user, seats[1].user, *(seat.user for seat in seats if seat.role == "observer")]
    judges.append(seats[2].user)
    # A judge may be an officer of the office as well.
    RoleGrantFactory(user=judges[-1], role=Role.OFFICER, office=round_.office)

    assert _leaks(judges, scene, round_, told) == []
    handed_in(of(round_, 1))
    handed_in(of(round_, 2))
    assert _leaks(judges[:2], scene, round_, told) == []
    round_.refresh_from_db()
    actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    for sheet in round_.sheets.counted():
        actions.sign(sheet=sheet, by=sheet.seat.user, at=NOW)
    assert _leaks(judges[::3], scene, round_, told) == []
    letters = Message.objects.filter(user__in=judges)
    assert letters
    said = [f"{one.subject} {one.text} {one.calendar}".lower() for one in letters]
    assert [(word, one) for one in said for word in told if word in one] == []

    blinding.unblind(panel=round_.panel, by=chair_of(round_.panel), at=NOW)
    assert {address for _judge, address, _word in _leaks(judges[:1], scene, round_, told)}


def _told(round_):
    """Everything that names a candidate, in small letters; written into the applications wherever one can write."""
    told = set()
    for person in Application.objects.filter(vacancy=round_.vacancy, code__in=NAMES):
        native, latin = NAMES[person.code]
        email, phone = f"{latin.split()[1].lower()}@mail.example", f"+7 701 {person.pk % 900 + 100} 45 67"
        said = person.snapshot
        said["person"] |= {
            "name": native, "family_name": native.split()[0], "given_name": native.split()[1],
            "passport_name": latin.upper(), "email": email, "phone": phone,
        }  # fmt: skip
        signed = f"I, {latin}, {email}, {phone}, wrote this. {native}."
        said["statements"] = dict.fromkeys(said["statements"], signed)
        said["answers"] = {code: {**one, "note": signed} for code, one in said["answers"].items()}
        said["methodology"] = signed
        said["letter"]["text"] = signed
        for work in said["experience"]:
            work |= {"duties": signed, "title": f"Assistant of {latin}"}
        said["profile"] = {**said.get("profile", {}), "referees": [{"name": native, "email": email}]}
        person.save()
        name = f"{latin.replace(' ', '_')}_CV.pdf"
        documents = Document.objects.filter(attachments__application=person)
        documents.update(
            original_name=name, texts=[f"{native}\n{latin.upper()}\n{email} {phone}\nLawyer"], pages=1
        )
        told |= {word.lower() for word in (*native.split(), *latin.split(), email, phone, name)}
        told |= {f"/{person.code}/".lower(), str(person.key)}
    return told


def _judges(round_):
    return Seat.objects.filter(panel=round_.panel, declaration__isnull=False).exclude(role="secretary")


def _leaks(judges, scene, round_, told):
    """(address, what it tells) of everything that the judges get."""
    found = []
    for judge in judges:
        client = Client()
        client.force_login(judge)
        for address in _addresses(scene, round_):
            answer = client.get(address)
            page = (b"".join(answer) if answer.streaming else answer.content).decode(errors="ignore").lower()
            # What the judge asked for is repeated by the page of what is not there.
            said = page.replace(address.lower(), "")
            found += [
                (judge.pk, address, word) for word in told if answer.status_code == 200 and word in said
            ]
    return found


def _addresses(scene, round_):
    """Every address of the selection, with the codes of the applications and with those of the round."""
    codes = ["C1", "C2", *round_.pseudonyms.values_list("code", flat=True)]
    for name, (wanted, view) in ADDRESSES.items():
        room, colon, _name = name.partition(":")
        parts = scene.parts.get(name, scene.parts.get(room if colon else ""))
        if parts is None or view.access == "public":
            continue
        sheets = round_.sheets.values_list("pk", flat=True) if name.startswith("scoring:") else []
        known = {part: parts[part] for part in wanted}
        for code in codes if "code" in known else [""]:
            kwargs = {**known, **({"code": code} if code else {})}
            yield reverse(name, kwargs=kwargs)
            for sheet in sheets if parts.get("pk") in sheets else []:
                yield reverse(name, kwargs={**kwargs, "pk": sheet})
