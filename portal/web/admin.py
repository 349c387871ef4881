"""The administration of reference data: behind a second factor, and reached by the portal's own sign-in."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.kernel.bilingual import languages
from portal.web.pairs import labelled


def proved_twice(request: HttpRequest) -> bool:
    """Whether the person signed in, or signed in again, with a second factor in this session."""
    methods = {record["method"] for record in get_authentication_records(request, request.user)}
    return not settings.ADMIN_SECOND_FACTOR or ("mfa" in methods and is_mfa_enabled(request.user))


class Administration(admin.AdminSite):
    """Offices, people with their roles, and contents; nothing of any selection."""

    site_header = site_title = gettext_lazy("Konkurs: administration")
    index_title = gettext_lazy("Reference data")

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_staff and proved_twice(request))

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # noqa: ARG002 - Django's signature
        """Lead to whatever still lacks: signing in, setting up a second factor, proving it in this session."""
        after = request.GET.get(REDIRECT_FIELD_NAME, reverse("admin:index"))
        if self.has_permission(request):
            return redirect("admin:index")
        if not request.user.is_authenticated:
            return _led("account_login", after)
        if not request.user.is_staff:
            raise Http404
        if not is_mfa_enabled(request.user):
            messages.info(request, _("The administration opens with a second factor only. Set one up here."))
            return _led("mfa_activate_totp", after)
        return _led("mfa_reauthenticate", after)


class _Bilingual(admin.options.BaseModelAdmin):
    """Labels the columns of a text in several languages by language."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **options)
        for code in languages():
            if db_field.name in {f"{name}_{code}" for name in getattr(self.model, "bilingual", ())}:
                field.label = labelled(field.label, code)
        return field


class Administered(_Bilingual, admin.ModelAdmin):
    """What whoever may open the administration may see, add, change and remove."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return self.admin_site.has_permission(request)

    has_add_permission = has_module_permission
    has_change_permission = has_delete_permission = has_view_permission


class Part(_Bilingual, admin.TabularInline):
    """Rows that belong to what is administered, under the same permission."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return self.admin_site.has_permission(request)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


def _led(name: str, after: str) -> HttpResponse:
    return redirect(f"{reverse(name)}?{urlencode({REDIRECT_FIELD_NAME: after})}")


site = Administration(name="admin")
