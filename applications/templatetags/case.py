"""The frame of a case, for every room's page of a vacancy."""

from collections.abc import Mapping
from typing import Any

from django import template

from applications.desk.case import Case, open_case
from portal.kernel import clock
from vacancies.models import Vacancy

register = template.Library()


@register.simple_tag(takes_context=True)
def case_of(context: Mapping[str, Any], vacancy: Vacancy, page: str) -> Case:
    """`{% case_of vacancy "panel" as case %}`: the case of a vacancy, opened once a request."""
    request = context["request"]
    if getattr(request, "case", None) is None:
        request.case = open_case(
            vacancy, reader=request.user, at=clock.now(), page=page, address=request.path
        )
    return request.case
