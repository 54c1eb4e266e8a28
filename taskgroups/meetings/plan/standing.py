"""Where a school stood at a moment, area by area, with the evidence named: what a preparation says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from taskgroups.evaluation import queries as evaluation
from taskgroups.evaluation.agreed import Agreed
from taskgroups.evaluation.models import Answer, Evidence
from taskgroups.evaluation.picture import AreaState
from taskgroups.frameworks.pack import Area, Descriptor, Grade, Pack
from taskgroups.meetings.agenda import AreaGaps
from taskgroups.schools.models import School

Key = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """One descriptor: what the school says of it, and what shows it."""

    descriptor: Descriptor
    answer: str
    why: str
    evidence: tuple[Evidence, ...]

    @property
    def words(self) -> str:
        return Answer(self.answer).label

    @property
    def is_gap(self) -> bool:
        """Whether it is not met, or called met with nothing that shows it."""
        return self.answer != Answer.MET or not self.evidence


@dataclass(frozen=True)
class AreaStanding:
    """One area: the school's place on its scale, why, and each descriptor."""

    area: Area
    grade: Grade | None
    why: str
    evidence: tuple[Evidence, ...]
    lines: tuple[Line, ...]

    @property
    def gaps(self) -> AreaGaps:
        answers = [line.answer for line in self.lines]
        return AreaGaps(
            of=len(self.lines),
            not_yet=answers.count(Answer.NOT_YET),
            partly=answers.count(Answer.PARTLY),
            unproved=sum(line.answer == Answer.MET and not line.evidence for line in self.lines),
            unjudged=answers.count(Answer.NOT_JUDGED),
            insecure=self.grade is not None and not self.area.is_secure(self.grade.slug),
        )


def standing_at(school: School, pack: Pack, moment: datetime) -> tuple[AreaStanding, ...]:
    """Return the areas that apply to the school as it judged them at that moment, overall last; three queries."""
    picture = evaluation.as_of(school, pack, moment, evidence=False, agreed=Agreed.NOTHING)
    shown = evaluation.evidence_at(school, pack, moment)
    return tuple(_area(one, shown) for one in picture.areas)


def area_gaps(school: School, pack: Pack, moment: datetime) -> dict[str, AreaGaps]:
    """Return the gaps per area as they stood at a moment; empty where the school had judged nothing."""
    areas = standing_at(school, pack, moment)
    judged = any(one.grade or any(line.answer for line in one.lines) for one in areas)
    return {one.area.slug: one.gaps for one in areas} if judged else {}


def _area(one: AreaState, shown: Mapping[Key, list[Evidence]]) -> AreaStanding:
    slug = one.area.slug
    return AreaStanding(
        area=one.area,
        grade=one.grade,
        why=one.said.why if one.said else "",
        evidence=tuple(shown.get((slug, ""), ())),
        lines=tuple(
            Line(
                row.descriptor,
                row.answer,
                row.said.why if row.said else "",
                tuple(shown.get((slug, row.descriptor.slug), ())),
            )
            for row in one.descriptors
        ),
    )
