"""Pages whose contents come from an earlier application, until their applicant has checked them."""

from django.db import models
from django.utils.translation import gettext_lazy

from applications.intake.models import Application
from portal.kernel.constraints import one_of

# The pages that can begin with what was written before, by key; never the price nor the declaration.
PAGES = {
    "requirements": gettext_lazy("Requirements"),
    "statements": gettext_lazy("Selection criteria"),
    "methodology": gettext_lazy("Methodology"),
    "documents": gettext_lazy("Documents"),
    "letter": gettext_lazy("Letter of interest"),
}


class TakenOver(models.Model):
    """A page that waits to be checked: gone once its applicant has saved or confirmed it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="taken_over")
    page = models.CharField(max_length=12)
    source = models.ForeignKey(Application, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "pages taken over"
        constraints = [
            models.UniqueConstraint(fields=["application", "page"], name="applications_taken_over_once"),
            one_of("page", list(PAGES), name="applications_taken_over_known_page"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.page}"
