"""What is administered: offices with their hotlines, people with their roles, news, downloads and pages."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from portal.kernel import spoken
from portal.models import Download, Hotline, News, Office, Page, RoleGrant, User
from portal.web.admin import Administered, Part, site
from portal.web.pairs import columns
from portal.web.places import CountryField


class OfficeForm(forms.ModelForm):
    """The country and the languages of an office are chosen, not typed."""

    country = CountryField()
    languages = forms.MultipleChoiceField(choices=spoken.choices, widget=forms.CheckboxSelectMultiple)


class Hotlines(Part):
    model = Hotline
    fields = ("phone", *columns("note"), "order")


class Roles(Part):
    model = RoleGrant
    autocomplete_fields = ("office",)


@admin.register(Office, site=site)
class Offices(Administered):
    form = OfficeForm
    fields = (
        *("code", "parent", *columns("name"), "country", *columns("city"), "city_genitive_ru", "time_zone"),
        *(
            "reference_scheme",
            "languages",
            "email",
            *columns("address"),
            "order",
            "retention_years",
            "reserve_months",
            "complaint_days",
            "complaint_answer_days",
            "panel_reach_days",
            "own_scores_from",
            "outcome_from",
            "names_from",
            "outcome_months",
        ),
        *("panel_least", "panel_quorum", "panel_both_sexes", "panel_outsider", "panel_expert"),
    )
    list_display = ("name", "code", "parent", "city", "time_zone", "reference_scheme")
    list_select_related = ("parent",)
    search_fields = ("code", *columns("name", "city"))
    inlines = (Hotlines,)


@admin.register(User, site=site)
class People(Administered):
    """People sign in by a code sent to their address, so nobody else ever sets a password."""

    list_display = ("email", "name", "language", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "grants__role", "grants__office")
    search_fields = ("email", "name")
    fields = ("email", "name", "language", "time_zone", "is_active", "is_staff", "date_joined", "last_login")
    readonly_fields = ("date_joined", "last_login")
    inlines = (Roles,)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.email = obj.email.lower()
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)


class Contents(Administered):
    """Texts with an address of their own."""

    search_fields = ("slug", *columns("title"))


@admin.register(News, site=site)
class Articles(Contents):
    fields = ("slug", "office", "date", *columns("title", "lead", "body"))
    list_display = ("title", "date", "office")
    date_hierarchy = "date"


@admin.register(Download, site=site)
class Downloads(Contents):
    fields = ("slug", "office", *columns("title"), "file", "order")
    list_display = ("title", "file", "office")


@admin.register(Page, site=site)
class Pages(Contents):
    fields = ("slug", *columns("title", "body"), "in_footer", "order")
    list_display = ("title", "slug", "in_footer", "order")
