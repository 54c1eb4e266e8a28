"""Where the published inspection files keep outcomes, over the layouts since 2018.

Each block of columns is one inspection of a school. A column may have several names: whichever the file has is read.
"""

from dataclasses import dataclass
from datetime import date

INSPECTORATE = "Ofsted"

OVERALL = "Overall effectiveness"
QUALITY = "Quality of education"

# The publisher's legend for its codes. Nothing else stands for a grade: 0, 8 and 9 say that there is none.
GRADES = {"1": "Outstanding", "2": "Good", "3": "Requires improvement", "4": "Inadequate"}
# Grade 3 was called 'Satisfactory' until the framework of September 2012.
SATISFACTORY, RENAMED_ON = "Satisfactory", date(2012, 9, 1)
CONCERNS = {"SM": "Special measures", "SWK": "Serious weaknesses", "NTI": "Notice to improve"}
NO_GRADE = frozenset({"", "0", "8", "9", "NULL", "Not applicable", "NA", "N/A"})

# judgement: the ends of its columns' names, newest first
GRADED = {
    OVERALL: (OVERALL,),
    QUALITY: (QUALITY,),
    "Behaviour and attitudes": ("Behaviour and attitudes",),
    "Personal development": ("Personal development",),
    "Effectiveness of leadership and management": ("Effectiveness of leadership and management",),
    "Quality of teaching, learning and assessment": ("Quality of teaching, learning and assessment",),
    "Personal development, behaviour and welfare": ("Personal development, behaviour and welfare",),
    "Outcomes for pupils": ("Outcomes for pupils", "Outcomes for children and learners"),
    "Safeguarding is effective?": ("Safeguarding is effective?", "Safeguarding is effective"),
    "Early years provision": (
        "Early years provision (where applicable)", "Early years provision (where applicable) from Sept 2014",
    ),
    "Sixth form provision": (
        "Sixth form provision (where applicable)", "Sixth form provision (where applicable) from Sept 2014",
        "16 - 19 study programmes (where applicable)",
    ),
}  # fmt: skip
CARD = {
    "Safeguarding standards": "Safeguarding standards",
    "Inclusion": "Inclusion",
    "Curriculum and teaching": "Curriculum and teaching",
    "Achievement": "Achievement",
    "Attendance and behaviour": "Attendance and behaviour",
    "Personal development and wellbeing": "Personal development and wellbeing",
    "Personal development and well-being": "Personal development and well-being",
    "Early years": "Early years (where applicable)",
    "Post-16 provision": "Post-16 provision (where applicable)",
    "Leadership and governance": "Leadership and governance",
}


def grade_in_words(code: str, day: date) -> str:
    """The name a grade had on the day of the inspection; what is no code of the legend stays as the file has it."""
    if code == "3" and day < RENAMED_ON:
        return SATISFACTORY
    return GRADES.get(code, code)


@dataclass(frozen=True)
class Names:
    """The columns of one inspection in a file: each field with the names it may have."""

    kind: str
    started_on: tuple[str, ...]
    published_on: tuple[str, ...]
    urn_at_time: tuple[str, ...]
    category: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    previous: bool = False


OLD_LATEST = Names(
    kind="graded",
    started_on=("Inspection start date",),
    published_on=("Publication date",),
    urn_at_time=("URN at time of latest graded inspection", "URN at time of latest full inspection"),
    category=("Category of concern",),
    prefixes=("", "Latest graded inspection ", "Latest full inspection "),
)
PREVIOUS = Names(
    kind="graded",
    started_on=("Previous inspection start date",),
    published_on=("Previous publication date",),
    urn_at_time=("URN at time of previous graded inspection", "URN at time of previous full inspection"),
    category=("Previous category of concern",),
    prefixes=("Previous ", "Previous graded inspection ", "Previous full inspection "),
    previous=True,
)
LATEST_OEIF = Names(
    kind="graded",
    started_on=("Inspection start date of latest OEIF graded inspection",),
    published_on=("Publication date of latest OEIF graded inspection",),
    urn_at_time=("URN at time of latest OEIF graded inspection",),
    category=("Latest OEIF category of concern",),
    prefixes=("Latest OEIF ",),
)
UNGRADED = Names(
    kind="ungraded",
    started_on=("Date of latest ungraded inspection", "Date of latest section 8 inspection"),
    published_on=("Ungraded inspection publication date", "Section 8 inspection publication date"),
    urn_at_time=("URN at time of the ungraded inspection", "URN at time of the section 8 inspection"),
    outcome=("Ungraded inspection overall outcome", "Section 8 inspection overall outcome"),
)
REPORT_CARD = Names(
    kind="report_card",
    started_on=("Inspection start date",),
    published_on=("Publication date",),
    urn_at_time=("URN at time of latest full inspection",),
    category=("Category of concern",),
)
BLOCKS = {
    "before November 2025": (OLD_LATEST, PREVIOUS, UNGRADED),
    "August 2025": (OLD_LATEST, PREVIOUS, UNGRADED),
    "after November 2025": (REPORT_CARD, LATEST_OEIF, UNGRADED),
}
SCHOOL = ["URN", "School name", "Local authority", "Ofsted phase"]
REQUIRED = {
    "before November 2025": [*SCHOOL, "Inspection start date", OVERALL],
    "August 2025": [*SCHOOL, "Inspection start date", OVERALL],
    "after November 2025": [
        *SCHOOL, "Inspection start date", "Safeguarding standards", "Latest OEIF overall effectiveness",
    ],
}  # fmt: skip


def layout_of(header: list[str]) -> str:
    """The layout a header has. After November 2025 there are the report card's areas, and the older grades beside them.

    The file of August 2025, the last one before, tells inspections 'graded' and 'ungraded'.
    """
    if "Safeguarding standards" in header or any(name.startswith("Latest OEIF") for name in header):
        return "after November 2025"
    return "August 2025" if "Did the latest ungraded inspection convert to a graded inspection?" in header else (
        "before November 2025"
    )  # fmt: skip
