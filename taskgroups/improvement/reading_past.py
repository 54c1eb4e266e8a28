"""Reads what a school said and kept under one framework version: as it stands in three queries, over time in four."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db.models import Case, F, FilteredRelation, Max, Q, When
from django.db.models.functions import Substr
from django.utils import timezone

from taskgroups.evaluation.agreed import Agreed, known_judgements, standing_now
from taskgroups.evaluation.models import Evidence, EvidenceUse, EvidenceVersion, Judgement
from taskgroups.evaluation.picture import areas_of
from taskgroups.evaluation.strength import Item, Weighed, weigh
from taskgroups.evaluation.weighing import COLUMNS
from taskgroups.frameworks.pack import Pack
from taskgroups.improvement.past import Away, Judged, Past, Place, Spell, Use, Version, spells_of
from taskgroups.improvement.retelling import Today
from taskgroups.schools.models import School

SAID = COLUMNS[1:]
PLACE = ("evidence_id", "area", "descriptor")
ONE_DAY = timedelta(days=1)
DayOf = Callable[[datetime], date]


def past_of(school: School, pack: Pack, judgements: Sequence[Judgement], since: date, shows: Mapping[int, str]) -> Past:
    """Return what there is to tell from, day by day after `since`; what lasted before and ended is left out.

    `judgements` are all that were ever made under this framework version, `shows` the action an item closed.
    """
    day_of = _days()
    spells, addresses = _spells(school, since, day_of)
    uses = _uses(school, pack, since, day_of)
    return Past(_places(school, pack), _judged(judgements, day_of), spells, uses, shows, addresses)


def present_of(school: School, pack: Pack, judgements: Sequence[Judgement]) -> Today:
    """Return what stands today, from the judgements that stand: what is withdrawn, taken away or said before is not
    read; two queries."""
    today, worth, addresses = timezone.localdate(), dict[int, Weighed](), dict[int, str]()
    rows = Evidence.objects.kept().filter(school=school).annotate(words=Substr("note", 1, 1)).order_by()
    for pk, *said, words, address in rows.values_list(*COLUMNS, "words", "public_id"):
        worth[pk], addresses[pk] = weigh(_item(pk, said, words), today), address
    now = Today(Past(_places(school, pack), addresses=addresses))
    for one in _judged(judgements, _days()):
        now.judge(one)
    uses = EvidenceUse.objects.current().filter(evidence__school=school, pack=pack.slug).exclude(descriptor="")
    for pk, area, slug in uses.order_by().values_list(*PLACE):
        now.worth[area, slug][pk] = worth[pk]
    return now


def _places(school: School, pack: Pack) -> list[Place]:
    areas = areas_of(pack, early_years=school.early_years, post_16=school.post_16)
    return [Place(area, area.for_phase(school.phase)) for area in areas]


def _judged(judgements: Sequence[Judgement], day_of: DayOf) -> list[Judged]:
    return [Judged(j.made_at, day_of(j.made_at), j.area, j.descriptor, j.voice, j.value) for j in judgements]


def judgements_of(school: School, pack: Pack, agreed: Agreed) -> list[Judgement]:
    """Return every judgement of a school under a framework version that may be known of, the first first; one query."""
    return list(known_judgements(school, pack.slug, agreed).select_related("by").order_by("made_at", "pk"))


def current_judgements(school: School, pack: Pack, agreed: Agreed) -> list[Judgement]:
    """Return those that stand; one query."""
    return list(standing_now(school, pack.slug, agreed).select_related("by"))


def last_day(school: School, pack: Pack, today: date) -> date:
    """Return the day up to which a framework version is told of: today, or where it has ended its last day, or the
    last on which the school judged under it; one query then."""
    if pack.until is None or pack.until >= today:
        return today
    last = Judgement.objects.filter(school=school, pack=pack.slug).aggregate(at=Max("made_at"))["at"]
    return min(today, max(pack.until, timezone.localdate(last) if last else pack.until))


def _uses(school: School, pack: Pack, since: date, day_of: DayOf) -> list[Use]:
    """The uses that count after a day; of those that lasted all the time no moment is read, for there are thousands."""
    begin = start_of(since + ONE_DAY)
    known = EvidenceUse.objects.filter(evidence__school=school, pack=pack.slug).exclude(descriptor="").order_by()
    moved = known.filter(Q(linked_at__gte=begin) | Q(unlinked_at__gte=begin))
    found = [
        Use(pk, area, slug, day_of(put), day_of(taken) if taken else None)
        for pk, area, slug, put, taken in moved.values_list(*PLACE, "linked_at", "unlinked_at")
    ]
    lasting = known.filter(linked_at__lt=begin, unlinked_at=None).values_list(*PLACE)
    return found + [Use(pk, area, slug, since, None) for pk, area, slug in lasting]


def _spells(school: School, since: date, day_of: DayOf) -> tuple[dict[int, list[Spell]], dict[int, str]]:
    """How each item read, and when: from its versions and the times it was withdrawn.

    What was added before `since` counts from that day. An item withdrawn several times comes in as many rows. With it
    the address of each.
    """
    begin, before = start_of(since), _earlier(school, since, day_of)
    rows = (
        Evidence.objects.filter(school=school)
        .annotate(away=FilteredRelation("withdrawals", condition=Q(withdrawals__restored_at__gte=begin)))
        .annotate(words=Substr("note", 1, 1), left=F("away__withdrawn_at"), back=F("away__restored_at"))
        .annotate(added=Case(When(added_at__gte=begin, then=F("added_at")), default=None))
        .order_by()
    )
    now: dict[int, tuple[list[Version], list[Away]]] = {}
    addresses: dict[int, str] = {}
    columns = (*COLUMNS, "words", "added", "withdrawn_at", "left", "back", "public_id")
    for pk, *said, words, added, withdrawn_at, left, back, address in rows.values_list(*columns):
        if pk not in now:
            versions = before.get(pk, [])
            read_so = max((until for _, until, _ in versions if until), default=None)
            read_so = read_so or (day_of(added) if added else since)
            gone: list[Away] = [(day_of(withdrawn_at), None)] if withdrawn_at else []
            now[pk], addresses[pk] = ([*versions, (read_so, None, _item(pk, said, words))], gone), address
        if left:
            now[pk][1].append((day_of(left), day_of(back)))
    return {pk: spells_of(versions, gone) for pk, (versions, gone) in now.items()}, addresses


def _earlier(school: School, since: date, day_of: DayOf) -> dict[int, list[Version]]:
    found: dict[int, list[Version]] = defaultdict(list)
    known = EvidenceVersion.objects.filter(evidence__school=school, superseded_at__gte=start_of(since)).order_by()
    rows = known.annotate(words=Substr("note", 1, 1))
    for pk, *said, words, made_at, until in rows.values_list("evidence_id", *SAID, "words", "made_at", "superseded_at"):
        found[pk].append((day_of(made_at), day_of(until), _item(pk, said, words)))
    return found


def _item(pk: int, said: Sequence[Any], words: str) -> Item:
    title, kind, dated, confirmed_by, covers, direct, *kept = said
    return Item(pk, title, kind, dated, confirmed_by, covers, direct, kept=any(kept) or bool(words))


def _days() -> DayOf:
    """What turns a moment into the day here; the time zone is asked for once, for there are thousands."""
    zone = timezone.get_current_timezone()

    @cache
    def day_of(moment: datetime) -> date:
        return moment.astimezone(zone).date()

    return day_of


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return timezone.make_aware(datetime.combine(day, time()))
