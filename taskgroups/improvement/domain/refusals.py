"""Why something about an action or an issue is refused: each in words for the person who asked."""

from collections.abc import Sequence
from datetime import date

from taskgroups.improvement.models import Action, ActionUpdate
from taskgroups.kit.design.words import day
from taskgroups.schools.models import School


class Refused(ValueError):
    """It cannot be so. The message says what is wrong and what to do; `field` names the field it is about."""

    field = ""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field or self.field


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


class NoEvidence(Refused):
    """It is said to be done, and nothing shows it."""

    field = "evidence"

    def __init__(self) -> None:
        super().__init__("An action is closed with evidence. Choose what shows it is done, or add it here.")


class NotOpen(Refused):
    """The action is done or stopped, so nothing about its work can change."""

    def __init__(self, action: Action) -> None:
        super().__init__(f"This action is {action.get_status_display().lower()}. Open it again to change it.")


class ChangedMeanwhile(Refused):
    """Somebody else changed it after the page was opened. `updates` is what they did, oldest first."""

    def __init__(self, action: Action, updates: Sequence[ActionUpdate]) -> None:
        self.action, self.updates = action, list(updates)
        super().__init__(
            "Somebody changed this action while you were writing. Your words are kept below: look at what changed, "
            "then save again."
        )
