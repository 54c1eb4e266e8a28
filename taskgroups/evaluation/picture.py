"""A school's self-evaluation at one moment, as plain data, and the gaps in it. No Django, no database."""

from dataclasses import dataclass
from datetime import date, datetime

from taskgroups.frameworks.pack import Area, Descriptor, Grade, Pack

OVERALL = "overall"
MET, PARTLY, NOT_YET, NOT_JUDGED = "met", "partly", "not_yet", ""


@dataclass(frozen=True)
class Said:
    """One judgement as it was written. `id` is the version another person's form is compared with."""

    id: int
    value: str
    why: str
    by: str
    made_at: datetime
    agreed_in: str = ""


@dataclass(frozen=True)
class Shown:
    """The evidence in one place: how many items, and the date of the newest. Its strength will stand here too."""

    number: int = 0
    newest: date | None = None


@dataclass(frozen=True)
class DescriptorState:
    """One descriptor: what the school says, what a Task Group agreed, what shows it.

    `evidence` is None where the reader may not know of it, which is not the same as none.
    """

    descriptor: Descriptor
    said: Said | None = None
    agreed: Said | None = None
    evidence: Shown | None = None

    @property
    def answer(self) -> str:
        """What the school says: met, partly, not_yet, or '' for not judged."""
        return self.said.value if self.said else NOT_JUDGED

    @property
    def needs_evidence(self) -> bool:
        """Whether it is called met and nothing shows it yet."""
        return self.answer == MET and self.evidence is not None and self.evidence.number == 0


@dataclass(frozen=True)
class AreaState:
    """One area: where the school places itself, what a Task Group agreed, and every descriptor.

    `evidence` is what is linked to the area as a whole, None where the reader may not know of it.
    """

    area: Area
    said: Said | None
    agreed: Said | None
    descriptors: tuple[DescriptorState, ...]
    evidence: Shown | None = None

    @property
    def grade(self) -> Grade | None:
        """The grade the school places itself at, or None."""
        return self.area.grade(self.said.value) if self.said else None

    @property
    def agreed_grade(self) -> Grade | None:
        """The grade the last Task Group agreed, or None."""
        return self.area.grade(self.agreed.value) if self.agreed else None

    @property
    def claims_secure(self) -> bool:
        """Whether the school places itself at or above the line."""
        return self.grade is not None and self.area.is_secure(self.grade.slug)

    @property
    def is_doubted(self) -> bool:
        """Whether the school places itself at or above the line, and the last Task Group agreed on less than that."""
        agreed = self.agreed_grade
        return self.claims_secure and agreed is not None and not self.area.is_secure(agreed.slug)

    @property
    def answered(self) -> int:
        """How many descriptors the school has judged."""
        return sum(1 for one in self.descriptors if one.answer)

    @property
    def unshown(self) -> int:
        """How many descriptors are called met with nothing that shows it."""
        return sum(1 for one in self.descriptors if one.needs_evidence)

    def count(self, answer: str) -> int:
        """How many descriptors have this answer."""
        return sum(1 for one in self.descriptors if one.answer == answer)

    @property
    def state(self) -> tuple[str, str]:
        """How far the school has come here: (words, tone). A claim without evidence is unfinished, not wrong."""
        known = len(self.descriptors)
        if not self.grade and not self.answered:
            return "Not started", "quiet"
        if self.answered < known:
            return f"{self.answered} of {known} statements judged", "info"
        if not self.grade:
            return "Not placed on the scale yet", "info"
        if self.unshown:
            return f"Evidence missing for {self.unshown}", "part"
        return "Judged", "good"


@dataclass(frozen=True)
class Picture:
    """The whole self-evaluation of one school under one framework version."""

    pack: Pack
    areas: tuple[AreaState, ...]
    moment: datetime | None = None

    def area(self, slug: str) -> AreaState | None:
        """The area of that slug, or None where it does not apply to this school."""
        return next((one for one in self.areas if one.area.slug == slug), None)

    @property
    def placed(self) -> int:
        """How many areas have a place on the scale."""
        return sum(1 for one in self.areas if one.grade)


@dataclass(frozen=True)
class Gap:
    """What stands between a claim and showing it, with its reason. `claimed`: the grade is at or above the line."""

    kind: str
    area: Area
    descriptor: Descriptor
    claimed: bool
    because: str


def areas_of(pack: Pack, *, early_years: bool, post_16: bool) -> tuple[Area, ...]:
    """Return the areas a school with this provision judges, the overall judgement last where the framework has one."""
    found = pack.areas_for(early_years=early_years, post_16=post_16)
    return (*found, overall_of(pack)) if pack.overall else found


def find_area(pack: Pack, slug: str) -> Area | None:
    """Return any area of the framework, 'overall' among them where it has one, or None."""
    return overall_of(pack) if slug == OVERALL and pack.overall else pack.area(slug)


def overall_of(pack: Pack) -> Area:
    """Return the overall judgement as an area without descriptors."""
    return Area(
        slug=OVERALL,
        name=pack.overall or "",
        applies="all",
        cites="",
        scale=pack.scale,
        secure_from=pack.secure_from,
        own_scale=False,
        descriptors=(),
    )


def gaps(picture: Picture) -> tuple[Gap, ...]:
    """Return what is missing under each area, claims at or above the line first, then in the framework's order.

    Under a claim (the grade is at or above the line): a descriptor answered not yet, partly or not at all, or met with
    no evidence. Elsewhere the school itself asks for no more than the line, so an unanswered descriptor is no gap.
    """
    found = [gap for state in picture.areas for gap in _gaps_of(state)]
    return tuple(sorted(found, key=lambda gap: not gap.claimed))


def _gaps_of(state: AreaState) -> list[Gap]:
    found = []
    for one in state.descriptors:
        kind = _kind_of_gap(one)
        if kind and (state.claims_secure or kind != "not_judged"):
            found.append(Gap(kind, state.area, one.descriptor, state.claims_secure, _because(kind, state)))
    return found


def _kind_of_gap(one: DescriptorState) -> str:
    if one.answer == MET:
        return "no_evidence" if one.needs_evidence else ""
    return one.answer or "not_judged"


SAYS = {
    "not_yet": "the school says this is not yet met",
    "partly": "the school says this is partly met",
    "not_judged": "the school has not judged this yet",
    "no_evidence": "the school says this is met, and no evidence is linked to it",
}


def _because(kind: str, state: AreaState) -> str:
    said = SAYS[kind]
    if state.grade and state.claims_secure:
        return f"The school places {state.area.name} at {state.grade.name}; {said}."
    return f"{said[0].upper()}{said[1:]}."
