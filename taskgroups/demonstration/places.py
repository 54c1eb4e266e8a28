"""The invented places: two authorities, and a consortium of twelve schools over three phases. None of them exists."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """An invented school: who leads it, where it lies (kilometres east and north of the harbour), its last grade."""

    urn: int
    name: str
    phase: str
    ages: tuple[int, int]
    town: str
    km: tuple[float, float]
    pupils: int
    head: str
    grade: str
    authority: str = "980"
    sixth_form: str = "Does not have a sixth form"


AUTHORITIES = {"980": "Saltshire", "981": "Ferrywold"}
CONSORTIUM = "Saltmere and Ferrymoor Consortium"
DISTRICTS = {"980": ("Harbour", "Upper Moorhythe"), "981": ("Ferry Reach",)}
ORIGIN = (412_000, 318_000)

PLACES = (
    Place(980101, "Larkmere Primary School", "primary", (3, 11), "Saltmere", (0.0, 0.0), 214, "Maya Okafor", "RI"),
    Place(980102, "Tiddenhall Infant School", "primary", (4, 7), "Saltmere", (1.4, 0.9), 176, "Tom Ashdown", "Good"),
    Place(
        980103, "St Wennock's Primary School", "primary", (4, 11), "Fennholt", (4.8, 2.2), 98, "Ruth Penhale", "Good"
    ),
    Place(
        980104, "Quaybarrow Primary School", "primary", (3, 11), "Quaybarrow", (-2.6, 1.7), 402, "Daniel Mensah", "Good"
    ),
    Place(
        980105, "Thornhythe Junior School", "primary", (7, 11), "Thornhythe", (7.5, -3.1), 241, "Priya Raman", "Good"
    ),
    Place(
        980106,
        "Lanternwick Nursery School",
        "nursery",
        (2, 5),
        "Quaybarrow",
        (-2.1, 2.6),
        84,
        "Helen Straw",
        "Outstanding",
    ),
    Place(
        980107,
        "Saltmere High School",
        "secondary",
        (11, 18),
        "Saltmere",
        (0.8, -1.2),
        1180,
        "Gareth Pryce",
        "Good",
        sixth_form="Has a sixth form",
    ),
    Place(980108, "Moorhythe Academy", "secondary", (11, 16), "Upper Moorhythe", (9.4, 6.3), 866, "Yusuf Demir", "RI"),
    Place(980109, "The Weirfold School", "other", (4, 19), "Fennholt", (5.3, 1.4), 120, "Anna Kowalska", "Outstanding"),
    Place(
        981110,
        "Ferrymoor Primary School",
        "primary",
        (3, 11),
        "Ferrymoor",
        (-6.2, -4.4),
        318,
        "Colin Marsh",
        "Good",
        authority="981",
    ),
    Place(
        981111,
        "Osierbank Primary School",
        "primary",
        (4, 11),
        "Ferrymoor",
        (-7.0, -5.9),
        156,
        "Siân Rees",
        "Good",
        authority="981",
    ),
    Place(
        981112,
        "Reachmere College",
        "secondary",
        (11, 18),
        "Ferrymoor",
        (-5.5, -5.0),
        1340,
        "Leila Haddad",
        "Good",
        authority="981",
        sixth_form="Has a sixth form",
    ),
)

HOST, NEXT_HOST, PAST_HOST, FIRST_HOST = 980101, 980103, 980108, 981111
