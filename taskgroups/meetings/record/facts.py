"""What a record is written from: plain facts of one Task Group, already read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class ActionFact:
    """An action as the record shows it: the owner by role, the status in words."""

    what: str
    owner: str
    due: date
    proof: str
    status: str
    difference: str = ""
    heard: str = ""


@dataclass(frozen=True)
class Seen:
    """A piece of evidence the group saw: what, where it is kept, and its date in words where known."""

    what: str
    where: str = ""
    dated: str = ""


@dataclass(frozen=True)
class Asked:
    """A question that was asked, and the answers the clerk noted under it. `number` is its number in the log."""

    number: int
    text: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agreed:
    """What the group agreed of one descriptor."""

    text: str
    value: str
    why: str = ""


@dataclass(frozen=True)
class AreaFacts:
    """One area as the log tells it. Grades are names; '' where nothing was judged."""

    slug: str
    name: str
    reached: bool = True
    school_now: str = ""
    school_before: str = ""
    before_when: date | None = None
    other_framework: str = ""
    agreed: str = ""
    why: str = ""
    secure: bool | None = None
    descriptors: tuple[Agreed, ...] = ()
    evidence: tuple[Seen, ...] = ()
    gaps: tuple[str, ...] = ()
    questions: tuple[Asked, ...] = ()
    actions: tuple[ActionFact, ...] = ()
    issues: tuple[str, ...] = ()

    @property
    def noted(self) -> bool:
        """Whether anything of it was logged beside that it was reached."""
        return bool(self.agreed or self.descriptors or self.evidence or self.questions or self.actions)


@dataclass(frozen=True)
class Facts:
    """One Task Group, whole. People as 'Asha Alder, Head'."""

    school: str
    urn: int
    number: int
    framework: str
    version: str
    began: datetime
    ended: datetime | None
    place: str
    chair: str
    clerk: str
    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    attendance_noted: bool = True
    entered_later: str = ""
    earlier: tuple[ActionFact, ...] = ()
    areas: tuple[AreaFacts, ...] = ()
    other: tuple[tuple[str, str], ...] = ()
    other_actions: tuple[ActionFact, ...] = ()
    overall: str = ""
    next_date: date | None = None
    circulation: tuple[str, ...] = ()
    confidential: tuple[str, ...] = ()
    taken_out: tuple[str, ...] = ()

    def area(self, slug: str) -> AreaFacts | None:
        """The area of that slug, or None."""
        return next((area for area in self.areas if area.slug == slug), None)


@dataclass(frozen=True)
class Worded:
    """What the clerk chose: wording by section, and which questions are kept by area."""

    wording: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """What the head said is not accurate, and the clerk's answer. `section` is its heading."""

    section: str
    text: str
    answer: str = ""


@dataclass(frozen=True)
class Ending:
    """How the record ended: agreed by whom and when, or locked with the head's words."""

    agreed_by: str = ""
    agreed_on: date | None = None
    differs_on: date | None = None
    said: tuple[Said, ...] = ()
