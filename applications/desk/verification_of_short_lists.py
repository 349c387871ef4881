"""What `manage.py verify` checks of short lists: the rule and who went on, against the record."""

from collections.abc import Iterator

from applications.scoring.short_listing import rule_said, said_of
from applications.screening.short_list import ShortListRule
from portal.record.models import Entry


def short_list_faults() -> Iterator[str]:
    """Rules that are not those stated, or that were stated after marks were seen, and lists that are not those confirmed."""
    rules = ShortListRule.objects.select_related("vacancy").prefetch_related("places__application")
    for rule in rules.order_by("pk"):
        of = f"short list of {rule.vacancy}, {rule.stage}"
        entries = Entry.objects.filter(subject=f"short_list:{rule.pk}")
        stated = entries.filter(action="short_list.stated").order_by("pk").last()
        if stated is None or stated.data != rule_said(rule):
            yield f"{of}: the rule is not the one that was recorded"
            continue
        seen = Entry.objects.filter(
            stream=rule.vacancy.stream, action="round.revealed", number__lt=stated.number
        )
        if seen.exists():
            yield f"{of}: the rule was stated after marks had been seen"
        told = entries.filter(action="short_list.confirmed").said_last()
        places = list(rule.places.all())
        now = {**rule_said(rule), **said_of(places)} if rule.confirmed_at else {}
        if told != now:
            yield f"{of}: is not the one that was recorded"
