"""The reconstruction pack of a vacancy: all that a selection was made of, to be checked without the portal."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings

from applications.intake.models import Application
from applications.intake.signed import public_keys, signature_of
from applications.ranking.models import Ranking
from applications.reports.pack_form import FORMAT, KEYS, MANIFEST, SIGNATURE, signed_text
from applications.reports.pdf import report_pdf
from applications.reports.progress import Progress, in_silence
from applications.scoring.content import content_of
from applications.scoring.models import Sheet
from portal.kernel.bilingual import languages
from portal.models import Chain, Entry, Message
from vacancies.models import NoticeVersion, Vacancy

Json = Any
# Parts that every pack has.
ALWAYS = ("record", "applications", "sheets", "letters")
Part = tuple[str, bytes]


def pack(vacancy: Vacancy, *, at: datetime, progress: Progress = in_silence) -> bytes:
    """The ZIP: versions of the notice, record, sheets, rankings, reports, letters, what was handed in and its files' hashes.

    A manifest names every part with its SHA-256 and is signed with the portal's key for receipts. What applicants wrote and
    their files are not in it: their hashes are, and the record's.
    """
    parts = dict(_told(_parts(vacancy, at), progress, of=_number(vacancy)))
    manifest = _json(
        {
            "format": FORMAT,
            "reference": vacancy.reference,
            "made_at": _moment(at),
            "portal": settings.SITE_URL,
            "files": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(parts.items())},
        }
    )
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        for name, data in {
            MANIFEST: manifest,
            SIGNATURE: signature_of(signed_text(manifest)).encode(),
            KEYS: public_keys().encode(),
            **parts,
        }.items():
            packed.writestr(name, data)
    return content.getvalue()


def _told(parts: Iterator[Part], progress: Progress, *, of: int) -> Iterator[Part]:
    for done, part in enumerate(parts, start=1):
        progress(done, of)
        yield part


def _number(vacancy: Vacancy) -> int:
    """How many parts there will be."""
    versions = NoticeVersion.objects.filter(vacancy=vacancy).count()
    rankings = Ranking.objects.filter(vacancy=vacancy).count()
    return len(ALWAYS) + versions + rankings + len(_lots(vacancy)) * len(languages())


def _parts(vacancy: Vacancy, at: datetime) -> Iterator[Part]:
    # The record first: what is read while the pack is made stands behind its head.
    yield "record.json", _json(_record(vacancy))
    for version in NoticeVersion.objects.filter(vacancy=vacancy).order_by("number"):
        yield f"notice/{version.number}.json", _json(version.content)
    yield "applications.json", _json([_application(one) for one in _received(vacancy)])
    yield "sheets.json", _json([_sheet(one) for one in _sheets(vacancy)])
    for ranking in Ranking.objects.filter(vacancy=vacancy).select_related("lot").order_by("pk"):
        yield f"rankings/{_name(ranking)}.json", _json(_ranking(ranking))
    for lot in _lots(vacancy):
        for language in languages():
            name = f"{lot.code}-{language}" if lot else language
            yield f"reports/{name}.pdf", report_pdf(vacancy, language, at=at, lot=lot)
    yield "letters.json", _json([_letter(one) for one in _letters(vacancy)])


def _record(vacancy: Vacancy) -> Json:
    chain = Chain.objects.get(stream=vacancy.stream)
    entries = Entry.objects.of(vacancy.stream).filter(number__lte=chain.length)
    return {
        "stream": chain.stream, "length": chain.length, "head": chain.head,
        "entries": [_entry(one) for one in entries.iterator()],
    }  # fmt: skip


def _entry(entry: Entry) -> Json:
    plain = ("number", "actor", "actor_name", "action", "subject", "data", "previous", "hash")
    return {"at": _moment(entry.at), **{name: getattr(entry, name) for name in plain}}


def _received(vacancy: Vacancy) -> Any:
    return Application.objects.received().filter(vacancy=vacancy).select_related("lot").order_by("pk")


def _application(row: Application) -> Json:
    return {
        "subject": f"application:{row.pk}",
        "code": row.code,
        "number": row.receipt_number,
        "lot": row.lot.code if row.lot else None,
        "received": _moment(row.submitted_at),
        "withdrawn": _moment(row.withdrawn_at) if row.withdrawn_at else None,
        "version": row.version,
        "receipt": row.receipt_hash,
        "files": [{"sha256": one["sha256"], "size": one["size"]} for one in row.files_said],
    }


def _sheets(vacancy: Vacancy) -> Any:
    handed_in = Sheet.objects.exclude(handed_in_at=None).filter(round__panel__vacancy=vacancy)
    return handed_in.with_panel().prefetch_related("round__reopenings").order_by("pk")


def _sheet(sheet: Sheet) -> Json:
    """What it says now, and what it said in each version that was locked and opened again."""
    ended = [one.version for one in sheet.round.reopenings.all() if sheet.member in one.sheets]
    earlier = [{"version": number, "content": content_of(sheet, number)} for number in ended]
    return {
        "subject": f"sheet:{sheet.pk}",
        "round": f"round:{sheet.round_id}",
        "content": content_of(sheet),
        "earlier": earlier,
    }


def _ranking(ranking: Ranking) -> Json:
    return {
        "subject": f"ranking:{ranking.pk}",
        "version": ranking.version,
        "reason": ranking.reason,
        "lot": ranking.lot.code if ranking.lot else None,
        "made_at": _moment(ranking.made_at),
        "rounds": ranking.rounds,
        "evaluation": ranking.evaluation,
        "result": ranking.result,
    }


def _name(ranking: Ranking) -> str:
    return f"{ranking.lot.code}-{ranking.version}" if ranking.lot else str(ranking.version)


def _lots(vacancy: Vacancy) -> list[Any]:
    """The lots that are ranked; None for a vacancy without lots."""
    latest = Ranking.objects.filter(vacancy=vacancy).select_related("lot").order_by("lot__order", "version")
    return list({ranking.lot_id: ranking.lot for ranking in latest}.values())


def _letters(vacancy: Vacancy) -> Any:
    return Message.objects.filter(stream=vacancy.stream).order_by("created_at", "pk")


def _letter(letter: Message) -> Json:
    return {
        "kind": letter.kind, "to": letter.to, "language": letter.language, "subject": letter.subject, "text": letter.text,
        "written": _moment(letter.created_at), "sent": _moment(letter.sent_at) if letter.sent_at else None,
    }  # fmt: skip


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
