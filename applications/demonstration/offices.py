"""The offices of the demonstration, sub-offices under theirs, with their hotlines."""

from applications.demonstration.data_files import read
from portal.models import Hotline, Office


def load_offices() -> None:
    for order, told in enumerate(read("offices")):
        fields = {name: value for name, value in told.items() if name not in {"parent", "hotlines"}}
        parent = Office.objects.get(code=told["parent"]) if "parent" in told else None
        office = Office.objects.create(parent=parent, order=order, **fields)
        for place, hotline in enumerate(told["hotlines"]):
            Hotline.objects.create(office=office, order=place, **hotline)
