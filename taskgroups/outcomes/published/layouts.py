"""The layouts of the published performance files: how each is known, and what its rows are about."""

from dataclasses import dataclass
from typing import Literal

from taskgroups.outcomes.published import measures
from taskgroups.outcomes.published.measures import Measure
from taskgroups.schools.sheets import Problem

Level = Literal["school", "authority", "england", "england_state_funded"]


@dataclass(frozen=True)
class Layout:
    """One kind of file: the columns it cannot be without, and the column that tells what a row is about."""

    slug: str
    title: str
    needs: tuple[str, ...]
    measures: tuple[Measure, ...]
    told_by: str
    levels: dict[str, Level]
    authority: str = "LEA"
    national_parts: str = ""


KEY_STAGE_2 = Layout(
    "key_stage_2", "key stage 2", ("RECTYPE", "URN", "READPROG", "WRITPROG", "MATPROG"), measures.KEY_STAGE_2,
    "RECTYPE",
    {"1": "school", "2": "school", "3": "authority", "4": "england", "5": "england_state_funded"},
)  # fmt: skip
KEY_STAGE_4 = Layout(
    "key_stage_4", "key stage 4", ("RECTYPE", "URN", "ATT8SCR", "P8MEA"), measures.KEY_STAGE_4, "RECTYPE",
    {"1": "school", "2": "school", "4": "authority", "5": "england", "7": "england_state_funded"},
)  # fmt: skip
SIXTEEN_TO_18 = Layout(
    "16_to_18", "16 to 18", ("RECTYPE", "URN", "TALLPPE_ALEV_1618"), measures.SIXTEEN_TO_18, "RECTYPE",
    {"1": "school", "2": "school", "4": "authority", "5": "england", "7": "england_state_funded"},
)  # fmt: skip
DESTINATIONS = Layout(
    "destinations", "destinations after key stage 4", ("RECTYPE", "URN", "COHORT", "OVERALL_DEST", "OVERALL_DESTPER"),
    measures.DESTINATIONS, "RECTYPE", {"1": "school", "2": "school", "LA": "authority", "NAT": "england_state_funded"},
)  # fmt: skip
ABSENCE = Layout(
    "absence", "absence", ("LA", "ESTAB", "URN", "PERCTOT", "PPERSABS10"), measures.ABSENCE, "LA",
    {"NAT": "england_state_funded"}, authority="LA", national_parts="ESTAB",
)  # fmt: skip
CENSUS = Layout(
    "census", "census", ("URN", "LA", "NOR", "PNUMFSMEVER"), measures.CENSUS, "URN", {"NAT": "england_state_funded"},
    authority="LA",
)  # fmt: skip
LAYOUTS = (KEY_STAGE_2, KEY_STAGE_4, SIXTEEN_TO_18, DESTINATIONS, ABSENCE, CENSUS)
BY_SLUG = {layout.slug: layout for layout in LAYOUTS}


def layout_of(header: list[str], name: str) -> Layout:
    """Return the layout whose columns a header has. Raises Problem, naming what the nearest one lacks."""
    there = set(header)
    found = [layout for layout in LAYOUTS if there.issuperset(layout.needs)]
    if found:
        return found[0]
    nearest = max(LAYOUTS, key=lambda layout: len(there.intersection(layout.needs)))
    missing = ", ".join(column for column in nearest.needs if column not in there)
    known = ", ".join(layout.title for layout in LAYOUTS)
    raise Problem(
        f"{name} is no performance file that is known ({known}). It is nearest to {nearest.title}: expected the "
        f"columns {', '.join(nearest.needs)}; missing {missing}. Choose the file as it was published."
    )
