"""The files the consultants of the demonstration hand in, made of data/cvs.json and data/papers.json."""

from functools import cache
from pathlib import PurePath

from django.core.files.base import ContentFile

from applications.demonstration.data_files import read
from applications.demonstration.typesetting import pdf
from applications.demonstration.word import docx


@cache
def paper(name: str) -> ContentFile:
    """The paper called `name`, as PDF or DOCX by the name of its file; the same file however often it is handed in."""
    told = (read("cvs") | read("papers"))[name]
    made = docx(told) if PurePath(told["file"]).suffix == ".docx" else pdf("paper", told)
    return ContentFile(made, name=told["file"])
