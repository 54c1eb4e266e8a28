"""The ground floor of design."""

from django.apps import AppConfig
from django.core.validators import validate_email
from django.forms import Field

NOT_WHOLE = "That is not a whole e-mail address. Enter it like name@school.example."


class DesignConfig(AppConfig):
    name = "taskgroups.kit.design"
    label = "design"

    def ready(self) -> None:
        """Give forms that are not ours (the sign-in library's) our words where nothing or half an address came."""
        Field.default_error_messages["required"] = "This is missing. Enter it."
        validate_email.message = NOT_WHOLE
