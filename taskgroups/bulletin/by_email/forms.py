"""What readers fill in to get Heads Up by e-mail."""

from taskgroups.kit.design.forms import EmailField, Form


class AskForm(Form):
    """The address Heads Up is to go to."""

    email = EmailField(
        hint="We send one letter there, to ask whether it is yours.",
        missing="E-mail address is missing. Enter one like name@school.example.",
    )
