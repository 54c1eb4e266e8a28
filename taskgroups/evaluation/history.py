"""What was said of an area over time, gathered into sittings: one person, one go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from taskgroups.evaluation.agreed import Agreed, known_judgements
from taskgroups.evaluation.models import Judgement
from taskgroups.frameworks.pack import Pack
from taskgroups.schools.models import School

PAUSE = timedelta(minutes=30)
MOST = 300


@dataclass(frozen=True)
class Sitting:
    """What one person wrote in one go, newest first. A pause of half an hour, or another voice, begins the next."""

    voice: str
    by: str
    began: datetime
    ended: datetime
    judgements: tuple[Judgement, ...]

    @property
    def last_words(self) -> tuple[Judgement, ...]:
        """The last word of the sitting on each place: what was clicked on the way is left out."""
        last: dict[str, Judgement] = {}
        for one in self.judgements:
            last.setdefault(one.descriptor, one)
        return tuple(sorted(last.values(), key=lambda one: one.descriptor != ""))


def history(
    school: School,
    pack: Pack,
    area: str,
    descriptor: str | None = None,
    *,
    before: datetime | None = None,
    agreed: Agreed = Agreed.ALL,
    most: int = MOST,
) -> tuple[list[Sitting], datetime | None]:
    """Return the sittings of an area, newest first, and the moment to ask from for earlier ones (None at the end).

    `descriptor` narrows it to one, '' to the area's own grade; `before` pages back; `agreed` is what a reader
    may know of that which Task Groups agreed. Reads `most` judgements at most.
    """
    found = known_judgements(school, pack.slug, agreed).filter(area=area)
    if descriptor is not None:
        found = found.filter(descriptor=descriptor)
    if before is not None:
        found = found.filter(made_at__lt=before)
    rows = list(found.select_related("by")[: most + 1])
    if len(rows) <= most:
        return into_sittings(rows), None
    edge = rows[most - 1].made_at
    whole = [one for one in rows if one.made_at > edge] or rows
    return into_sittings(whole), min(one.made_at for one in whole)


def into_sittings(newest_first: Iterable[Judgement]) -> list[Sitting]:
    """Gather judgements, newest first, into sittings."""
    groups: list[list[Judgement]] = []
    for one in newest_first:
        if groups and _same_sitting(groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [Sitting(g[0].voice, g[0].by.name, g[-1].made_at, g[0].made_at, tuple(g)) for g in groups]


def _same_sitting(later: Judgement, earlier: Judgement) -> bool:
    same = (later.voice, later.by_id, later.agreed_in) == (earlier.voice, earlier.by_id, earlier.agreed_in)
    return same and later.made_at - earlier.made_at <= PAUSE
