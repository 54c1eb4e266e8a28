"""What a person is told when something of a Task Group cannot be done as asked."""


class Refused(ValueError):
    """It was not done. The message says what is wrong and what to do; `field` names the field of the form, or ''."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
