"""The pages of a profile as desks at which one types: the person, an entry, an entry that is not one yet."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from applications.autosave.actions import Kept, keep, look, one_at_a_time
from applications.autosave.marks import texts_of
from applications.autosave.sent import BEGAN
from applications.profile import actions, beginning
from applications.profile.begun import BegunEntry
from applications.profile.forms import PersonForm
from applications.profile.forms import stored as stored_person
from applications.profile.models import PROFILE, Profile
from applications.profile.part_forms import PartForm, stored
from applications.profile.parts import Part
from applications.profile.places import place_begun, place_of
from applications.profile.sections import Section
from portal.kernel.workflow import Refused


@dataclass
class PersonDesk:
    """The person's particulars; the same place as on the pages of applications, so that both see each other's texts."""

    owner: Any
    at: datetime
    strict: bool = False
    place: str = PROFILE

    def stored(self) -> Any:
        profile = Profile.objects.filter(user=self.owner).first()
        return self.typed(stored_person(profile, PersonForm))

    def typed(self, data: Any) -> Any:
        return PersonForm(data, strict=self.strict)

    def keep(self, form: Any) -> None:
        actions.save_profile(user=self.owner, at=self.at, **form.kept())


@dataclass
class EntryDesk:
    """An entry; `refused` says why what was typed last cannot stand beside the rest of the profile."""

    owner: Any
    at: datetime
    section: Section
    row: Part
    strict: bool = False
    refused: str = field(default="", init=False)

    @property
    def place(self) -> str:
        return place_of(self.section, self.row)

    def stored(self) -> Any:
        row = self.section.model.objects.filter(profile__user=self.owner, pk=self.row.pk).first()
        if row is None:
            raise Refused(_("This entry was removed from your profile meanwhile. Bring it back first"))
        self.row = row
        return self.typed(stored(row, self.section.form))

    def typed(self, data: Any) -> PartForm:
        return self.section.form(data, strict=self.strict, today=self.at.date(), instance=self.row)

    def keep(self, form: Any) -> None:
        self.refused = ""
        try:
            actions.change_part(row=self.row, by=self.owner, at=self.at, **form.kept())
        except Refused as refused:
            self.refused = str(refused)


@dataclass
class BegunDesk:
    """An entry that is not one yet: every text is kept as it is typed."""

    owner: Any
    at: datetime
    section: Section
    key: UUID
    strict: bool = False
    refused: str = field(default="", init=False)

    @property
    def place(self) -> str:
        return place_begun(self.section, self.key)

    def stored(self) -> Any:
        begun = BegunEntry.objects.of(self.owner).filter(section=self.section.key, key=self.key).first()
        return self.typed(begun.texts) if begun else self._blank()

    def typed(self, data: Any) -> PartForm:
        return self.section.form(data, strict=self.strict, today=self.at.date())

    def keep(self, form: Any) -> None:
        texts = texts_of(form)
        if texts == texts_of(self._blank()):
            BegunEntry.objects.of(self.owner).waiting().filter(
                section=self.section.key, key=self.key
            ).delete()
        else:
            beginning.keep_begun(section=self.section, key=self.key, texts=texts, by=self.owner, at=self.at)

    def _blank(self) -> Any:
        return self.typed(stored(None, self.section.form))


def new_desk(
    owner: Any, at: datetime, section: Section, key: UUID, *, strict: bool = False
) -> BegunDesk | EntryDesk:
    """Of the page with that key: of the entry, once what was begun there is one; 404 when that was removed."""
    begun = BegunEntry.objects.of(owner).filter(section=section.key, key=key).exclude(entry=None).first()
    if begun is None:
        return BegunDesk(owner, at, section, key, strict)
    row = section.model.objects.filter(profile__user=owner, pk=begun.entry).first()
    if row is None:
        raise Http404
    return EntryDesk(owner, at, section, row, strict)


@transaction.atomic
def typed_on_new(
    owner: Any, at: datetime, section: Section, key: UUID, posted: QueryDict, *, add: bool
) -> tuple[BegunDesk | EntryDesk, Kept]:
    """Keep what was typed on the page with that key and, where the person wants to `add` it, make an entry of it.

    Which it is, begun or an entry, is asked once nobody else can change it.
    """
    one_at_a_time(owner)
    desk = new_desk(owner, at, section, key, strict=add)
    kept = keep(desk=desk, posted=posted, by=owner, at=at)
    if add and isinstance(desk, BegunDesk) and not kept.waits:
        return _added(desk, kept, posted)
    return desk, kept


def _added(desk: BegunDesk, kept: Kept, posted: QueryDict) -> tuple[BegunDesk | EntryDesk, Kept]:
    """The entry, with what of it can be kept; what cannot stays on its page. Of nothing, no entry is made."""
    fields, blank = kept.form.kept(), desk.section.model()
    if all(value == getattr(blank, name) for name, value in fields.items()):
        return desk, kept
    try:
        row = beginning.make_entry(
            section=desk.section, key=desk.key, fields=fields, by=desk.owner, at=desk.at
        )
    except Refused as refused:
        desk.refused = str(refused)
        return desk, kept
    entry = EntryDesk(desk.owner, desk.at, desk.section, row, strict=True)
    # Nobody has seen the entry before: what is typed goes on from it as it is now.
    data = posted.copy()
    data[BEGAN] = json.dumps(look(desk=entry).began)
    return entry, keep(desk=entry, posted=data, by=desk.owner, at=desk.at)
