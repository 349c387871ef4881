"""The files the consultants of the demonstration hand in, made of data/cvs.json and data/papers.json."""

from functools import cache
from pathlib import PurePath

from django.core.files.base import ContentFile

from applications.demonstration.data_files import read
from applications.demonstration.typesetting import pdf
from applications.demonstration.word import docx


def paper(name: str) -> ContentFile:
    """The paper called `name`, as PDF or DOCX by the name of its file; the same file however often it is asked for."""
    return ContentFile(_made(name), name=_told(name)["file"])


def _told(name: str) -> dict:
    return (read("cvs") | read("papers"))[name]


@cache
def _made(name: str) -> bytes:
    told = _told(name)
    return docx(told) if PurePath(told["file"]).suffix == ".docx" else pdf("paper", told)
