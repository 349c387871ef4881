"""News, standing pages and the leaflet of the demonstration."""

from datetime import date

from django.core.files.base import ContentFile

from applications.demonstration.data_files import read
from applications.demonstration.typesetting import pdf
from portal.models import Download, News, Office, Page


def load_contents() -> None:
    for told in read("news"):
        day = told["date"] and date.fromisoformat(told["date"])
        News.objects.create(**{**told, "office": Office.objects.get(code=told["office"]), "date": day})
    for told in read("pages"):
        Page.objects.create(**told)
    _load_leaflet()


def _load_leaflet() -> None:
    told = read("leaflet")
    office = Office.objects.get(code=told["office"])
    about = Page.objects.get(slug=told["about"])
    words = {
        **told,
        "heading": about.title_en,
        "paragraphs": about.body_en.split("\n\n"),
        "phones": [hotline.phone for hotline in office.hotlines.all()],
    }
    file = ContentFile(pdf("leaflet", words), name=told["file"])
    titles = {"title_en": told["title_en"], "title_ru": told["title_ru"]}
    Download.objects.create(slug=told["slug"], office=office, file=file, **titles)
