"""Forms that are filled in offline: taken along, written into, and what else people may send."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Form:
    """A form that was downloaded; `form["statements/A"] = "…"` writes into the cell of that answer."""

    def __init__(self, content):
        self.book = load_workbook(BytesIO(content))
        self.sheet, self.lists, self.key = self.book.worksheets

    def cell(self, path, column=3):
        row = next(row for row in self.sheet.iter_rows() if row[0].value == path)
        return row[column - 1]

    @property
    def paths(self):
        return [row[0].value for row in self.sheet.iter_rows(min_row=2) if row[0].value]

    def __getitem__(self, path):
        return self.cell(path).value

    def __setitem__(self, path, value):
        self.cell(path).value = value

    def choices(self, path):
        """The words of the list that drops down at the answer."""
        at = self.cell(path).coordinate
        (rule,) = (rule for rule in self.sheet.data_validations.dataValidation if at in rule.sqref)
        _name, _bang, cells = rule.formula1.lstrip("=").partition("!")
        return [row[0].value for row in self.lists[cells.replace("$", "")]]

    @property
    def content(self):
        content = BytesIO()
        self.book.save(content)
        return content.getvalue()


def as_upload(content, name="form.xlsx"):
    return SimpleUploadedFile(name, content, KIND)


def repacked(content, *, without=(), **parts):
    """A workbook with some of its parts replaced, added or left out; `sheet1="…"` is short for its path."""
    names = {"sheet1": "xl/worksheets/sheet1.xml", "types": "[Content_Types].xml"}
    said = {names.get(name, name): part for name, part in parts.items()}
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in said and part.filename not in without:
                new.writestr(part.filename, old.read(part))
        for name, part in said.items():
            new.writestr(name, part)
    return packed.getvalue()


def part_of(content, name="xl/worksheets/sheet1.xml"):
    with ZipFile(BytesIO(content)) as packed:
        return packed.read(name).decode()
