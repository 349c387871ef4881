"""News, downloads and standing pages, each in two languages."""

from datetime import date
from pathlib import PurePath

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy

from portal.kernel.bilingual import Bilingual
from portal.offices.models import Office
from portal.words.figures import file_size


class NewsQuerySet(models.QuerySet["News"]):
    def published(self, *, on: date) -> "NewsQuerySet":
        """Items dated `on` or before, the newest first; undated items last."""
        return self.filter(models.Q(date__lte=on) | models.Q(date=None)).order_by(
            models.F("date").desc(nulls_last=True), "pk"
        )


class News(models.Model):
    """A dated article, or an item of news whose day is not known."""

    slug = models.SlugField(max_length=80, unique=True)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="news")
    date = models.DateField(gettext_lazy("date"), null=True, blank=True)
    title = Bilingual(models.CharField, gettext_lazy("title"), max_length=250)
    lead = Bilingual(models.TextField, gettext_lazy("lead"))
    body = Bilingual(models.TextField, gettext_lazy("text (Markdown)"))

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "news"

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("content:news-item", args=[self.slug])


class Download(models.Model):
    """A file offered to everybody."""

    slug = models.SlugField(max_length=80, unique=True)
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="downloads"
    )
    title = Bilingual(models.CharField, gettext_lazy("title"), max_length=250)
    file = models.FileField(upload_to="downloads/")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("content:download", args=[self.slug])

    @property
    def about(self) -> str:
        """What is behind the link: PDF, 164 KB. The size is left out while the file is not there."""
        kind = PurePath(self.file.name).suffix.lstrip(".").upper()
        try:
            size = file_size(self.file.size)
        except FileNotFoundError:
            size = ""
        return ", ".join(part for part in (kind, size) if part)


class Page(models.Model):
    """A standing page, such as how a selection works or how personal data are kept."""

    slug = models.SlugField(max_length=80, unique=True)
    title = Bilingual(models.CharField, gettext_lazy("title"), max_length=200)
    body = Bilingual(models.TextField, gettext_lazy("text (Markdown)"))
    in_footer = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("content:page", args=[self.slug])
