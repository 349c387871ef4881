"""Forms that may be kept half filled in: what is missing may wait, what is wrong is said, nothing typed is lost."""

from typing import Any

from django.core.exceptions import ValidationError


class MayWait:
    """Mixed into a form, makes an empty answer an error only when it is `strict`.

    The form marks what is optional, and the browser does not hold back a form that is not complete.
    """

    use_required_attribute = False
    mark_optional = True

    def __init__(self, *args: Any, strict: bool = False, **options: Any) -> None:
        self.strict = strict
        super().__init__(*args, **options)

    def add_error(self, field: str | None, error: Any) -> None:
        if (
            not self.strict
            and isinstance(error, ValidationError)
            and getattr(error, "code", "") == "required"
        ):
            self.cleaned_data[field] = ""
        else:
            super().add_error(field, error)

    def kept(self) -> dict[str, Any]:
        """What can be kept, also when something else is wrong."""
        self.is_valid()
        return dict(self.cleaned_data)
