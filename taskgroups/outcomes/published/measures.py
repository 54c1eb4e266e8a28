"""The measures that are read from performance files, and the columns that hold them.

The names of columns are those of the publisher's own guidance to its performance tables (GOV.UK, 'Compare school and
college performance', user guide of each file, 2018/19). A measure whose column a file lacks is not read from it.
"""

from dataclasses import dataclass
from typing import Literal

Group = Literal["all", "disadvantaged", "others"]
Unit = Literal["percent", "score", "progress", "pupils"]


@dataclass(frozen=True)
class Measure:
    """One figure of a row: its column, the column that counts its pupils, and for whom it stands.

    Where `reached` names a column, the figure is that count out of `pupils`, and more exact than the rounded `value`.
    """

    slug: str
    title: str
    unit: Unit
    value: str
    pupils: str = ""
    reached: str = ""
    group: Group = "all"

    @property
    def key(self) -> str:
        """What it is kept under: the slug, and for whom where that is not everybody."""
        return self.slug if self.group == "all" else f"{self.slug}:{self.group}"


def _groups(slug: str, title: str, unit: Unit, value: str, pupils: str, ends: tuple[str, str]) -> tuple[Measure, ...]:
    """The same measure for all pupils, for the disadvantaged and for the others."""
    counts = {"": pupils, ends[0]: "TFSM6CLA1A", ends[1]: "TNotFSM6CLA1A"}
    groups: tuple[tuple[str, Group], ...] = (("", "all"), (ends[0], "disadvantaged"), (ends[1], "others"))
    return tuple(Measure(slug, title, unit, value + end, counts[end], group=group) for end, group in groups)


FSM = ("_FSM6CLA1A", "_NotFSM6CLA1A")
NFSM = ("_FSM6CLA1A", "_NFSM6CLA1A")

EXPECTED = "Expected standard in reading, writing and mathematics"
HIGHER = "Higher standard in reading, writing and mathematics"
BASICS = "Grade 5 or above in English and mathematics"
LEFT_FOR = "In education, employment or an apprenticeship for two terms after key stage 4"
ENDS: tuple[tuple[str, str, Group], ...] = (
    ("", "", "all"),
    ("_DIS", "_DIS", "disadvantaged"),
    ("_NONDIS", "_NOTDIS", "others"),
)

KEY_STAGE_2 = (
    *_groups("expected_standard", EXPECTED, "percent", "PTRWM_EXP", "TELIG", FSM),
    *_groups("higher_standard", HIGHER, "percent", "PTRWM_HIGH", "TELIG", FSM),
    *_groups("reading_progress", "Progress in reading", "progress", "READPROG", "TELIG", FSM),
    *_groups("writing_progress", "Progress in writing", "progress", "WRITPROG", "TELIG", FSM),
    *_groups("mathematics_progress", "Progress in mathematics", "progress", "MATPROG", "TELIG", FSM),
)
KEY_STAGE_4 = (
    *_groups("attainment_8", "Attainment 8", "score", "ATT8SCR", "TPUP", NFSM),
    *_groups("progress_8", "Progress 8", "progress", "P8MEA", "P8PUP", NFSM),
    Measure("grade_5", BASICS, "percent", "PTL2BASICS_95", "TPUP"),
    Measure("grade_5", BASICS, "percent", "PTFSM6CLA1ABASICS_95", "TFSM6CLA1A", group="disadvantaged"),
    Measure("grade_5", BASICS, "percent", "PTNOTFSM6CLA1ABASICS_95", "TNotFSM6CLA1A", group="others"),
)
SIXTEEN_TO_18 = tuple(
    Measure(
        "a_level_points", "Points for each A level entry", "score",
        f"TALLPPE_ALEV_1618{end}", f"TALLPUP_ALEV_1618{end}", group=group,
    )
    for _, end, group in ENDS
)  # fmt: skip
DESTINATIONS = tuple(
    Measure(
        "positive_destination", LEFT_FOR, "percent",
        f"OVERALL_DESTPER{end}", f"COHORT{end}", f"OVERALL_DEST{end}", group,
    )
    for end, _, group in ENDS
)  # fmt: skip
ABSENCE = (
    Measure("absence", "Sessions missed", "percent", "PERCTOT"),
    Measure("persistent_absence", "Pupils who missed a tenth or more", "percent", "PPERSABS10"),
)
CENSUS = (
    Measure("pupils_on_roll", "Pupils on roll", "pupils", "NOR"),
    Measure("free_school_meals", "Free school meals in the last six years", "percent", "PNUMFSMEVER", "NOR"),
)
