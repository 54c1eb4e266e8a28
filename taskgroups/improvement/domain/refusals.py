"""Why something about an action or an issue is refused: each in words for the person who asked."""

from datetime import date

from taskgroups.improvement.models import Action
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day, day_clock
from taskgroups.schools.models import School


class OwnerElsewhere(Refused):
    """The owner does not belong to the host school."""

    field = "owner"

    def __init__(self, school: School) -> None:
        super().__init__(
            f"The school and its leaders are responsible for improvement. Choose somebody of {school.name}."
        )


class NoDueDate(Refused):
    """There is no date, or none that is a date ('ongoing')."""

    field = "due"

    def __init__(self) -> None:
        super().__init__("An action needs a day by which it is done. Enter a date, not 'ongoing'.")


class DuePast(Refused):
    """The date by which it is to be done is not ahead."""

    field = "due"

    def __init__(self, due: date, today: date) -> None:
        where = "today" if due == today else "in the past"
        super().__init__(f"The date is {where}. Enter a date after {day(today)}.")


class NoProof(Refused):
    """Nothing was said that would prove it."""

    field = "proof"

    def __init__(self) -> None:
        super().__init__("Nothing would prove this action yet. Say what evidence will show that it is done.")


class NoText(Refused):
    """The action has no words."""

    field = "what"

    def __init__(self) -> None:
        super().__init__("The action is empty. Say what the school will do, beginning with a verb.")


class AlreadySet(Refused):
    """The same person set an action of the same words, owner and day a short while ago."""

    field = "what"

    def __init__(self, first: Action) -> None:
        super().__init__(
            f"You set this action already, {day_clock(first.set_at)}: the same words, owner and day. It was not set "
            "again. To set another, change its words, its owner or its day."
        )


class NoEvidence(Refused):
    """It is said to be done, and nothing shows it."""

    field = "evidence"

    def __init__(self) -> None:
        super().__init__("An action is closed with evidence. Choose what shows it is done, or add it here.")


class NotOpen(Refused):
    """The action is done or stopped, so nothing about its work can change."""

    def __init__(self, action: Action) -> None:
        super().__init__(f"This action is {action.get_status_display().lower()}. Open it again to change it.")
