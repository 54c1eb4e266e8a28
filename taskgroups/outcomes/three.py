"""The three outcomes of an area beside England, as one object that scripts and pages share."""

from collections.abc import Sequence
from typing import Any

from taskgroups.frameworks.shelf import packs
from taskgroups.outcomes.area import FEWEST, AreaFigure
from taskgroups.outcomes.published.year import written
from taskgroups.outcomes.queries.inspected import Counts, Day
from taskgroups.outcomes.queries.published import Result
from taskgroups.outcomes.standing import (
    BY_JUDGEMENT,
    REPORT_CARD,
    Share,
    at_or_above,
    good_in,
    good_overall,
    good_with_quality,
    judgements,
)

ACHIEVING = ("key_stage_2", "key_stage_4", "16_to_18")
LEAVING = ("destinations",)
Found = dict[str, Any]


def outcomes_of(name: str, days: list[Day], achieving: list[Result], leaving: list[Result]) -> Found:
    """Return the three outcomes of the area called `name`, with their sources and what is missing."""
    newest = days[0] if days else None
    return {
        "authority": name,
        "as_at": newest.as_at.isoformat() if newest else None,
        "good_or_outstanding": good_or_outstanding(newest),
        "achieving_well": [_result(one) for one in achieving],
        "positive_destinations": _destinations(leaving),
        "notes": notes(newest, achieving, leaving),
    }


def good_or_outstanding(day: Day | None) -> Found:
    """Pupils in good or outstanding schools; beside it, never joined to it, inspections without an overall grade."""
    if day is None:
        return {"area": None, "england": None}
    quality = {"area": _share(good_with_quality(day.area)), "england": _of(day.england, good_with_quality)}
    return {
        "area": _share(good_overall(day.area)),
        "england": _of(day.england, good_overall),
        "with_quality_of_education": quality,
        "by_judgement": [
            {"judgement": one, "area": _share(good_in(day.area, one)), "england": _of(day.england, good_in, one)}
            for one in judgements(day.area, BY_JUDGEMENT)
        ],
        "by_area": [
            {"judgement": one, "area": _share(at_or_above(day.area, one, secure_grades(one))),
             "england": _of(day.england, at_or_above, one, secure_grades(one))}
            for one in judgements(day.area, REPORT_CARD)
        ],
        "source": {"file": day.file, "as_at": day.as_at.isoformat()},
    }  # fmt: skip


def secure_grades(area: str) -> frozenset[str]:
    """The names of the grades at or above the line in an area, by every pack that has one of that name."""
    name = area.casefold()
    return frozenset(
        grade.name
        for pack in packs().values()
        for one in pack.areas
        if name in (one.name.casefold(), *(also.casefold() for also in one.also))
        for grade in one.scale
        if one.is_secure(grade.slug)
    )


def notes(day: Day | None, achieving: list[Result], leaving: list[Result]) -> list[str]:
    """What is missing, in sentences: each says what was not loaded, or who is not counted."""
    return [*notes_on_inspections(day), *notes_on("attainment", achieving), *notes_on("destinations", leaving)]


def notes_on_inspections(day: Day | None) -> list[str]:
    """What must be known of the first outcome."""
    told = ["Early-years settings are not counted: the inspections files list schools alone."]
    if day is None:
        told.append("No inspections file with a date was loaded.")
    elif day.england is None:
        told.append(f"{day.file} is not of the whole country, so there is no figure for England.")
    return told


def notes_on(what: str, results: Sequence[Result]) -> tuple[str, ...]:
    """What was not loaded on attainment, or on destinations."""
    if not results:
        return (f"No figures on {what} were loaded for this area.",)
    told = []
    if all(one.england.value is None for one in results):
        told.append(f"No national figure on {what} was loaded.")
    if not any(one.measure.group == "disadvantaged" and one.area.value is not None for one in results):
        told.append(f"No figure on the {what} of disadvantaged pupils was loaded.")
    return tuple(told)


def _destinations(results: list[Result]) -> Found | None:
    newest = [one for one in results if one.year == max(other.year for other in results)]
    if not newest:
        return None
    groups = {one.measure.group: _result(one) for one in newest}
    whole = groups.get("all", {})
    return {**whole, "disadvantaged": groups.get("disadvantaged"), "others": groups.get("others")}


def _of(counts: Counts | None, share: Any, *rest: Any) -> Found | None:
    return None if counts is None else _share(share(counts, *rest))


def _share(share: Share) -> Found:
    few = _not_few(share.of.pupils) is None
    return {
        "pupils_pct": None if few else share.pupils_pct, "pupils": None if few else share.reached.pupils,
        "of": _not_few(share.of.pupils),
        "schools_pct": share.schools_pct, "schools": share.reached.schools, "of_schools": share.of.schools,
        "not_counted": {"schools": share.not_counted.schools, "pupils": _not_few(share.not_counted.pupils)},
    }  # fmt: skip


def _not_few(pupils: int) -> int | None:
    """A number of pupils, or None where they are fewer than six, as pages and sheets do not tell it either."""
    return None if 0 < pupils < FEWEST else pupils


def _result(one: Result) -> Found:
    return {
        "stage": one.layout.slug, "measure": one.measure.slug, "title": one.measure.title, "unit": one.measure.unit,
        "pupils_are": one.measure.group, "year": written(one.year), "provisional": one.provisional,
        "area": _figure(one.area), "england": _figure(one.england) if one.england.value is not None else None,
        "sources": [{"file": file.name, "rows": file.rows} for file in one.files],
    }  # fmt: skip


def _figure(one: AreaFigure) -> Found:
    return {
        "value": one.value, "how": one.how, "pupils": one.pupils, "schools": one.schools,
        "not_counted": {
            "schools": one.schools_without, "pupils": _not_few(one.pupils_without), "because": dict(one.marks),
        },
    }  # fmt: skip
