"""Rows of schools together: rounds, who takes part, outcomes and the track record."""

from tests.access.rows import NOBODY, Row, names, public, signed_in
from tests.access.table.who import ADMINISTRATOR, HEAD, STRANGER

# A round is the lead's until it is published; then each who was asked reads their own part, and nobody else's.
LED = names("lead")
PLACED = names("head_a head_b head_c")

ROUNDS = {
    "consortium-rounds": Row(LED | PLACED, STRANGER),
    "round-new": Row(LED, NOBODY),
    "round": Row(LED, NOBODY, at={"number": "round"}),
    "round-change": Row(LED, NOBODY, at={"number": "round"}),
    "round-half-days": Row(LED, NOBODY, at={"number": "round"}),
    "round-half-day-remove": Row(LED, NOBODY, at={"number": "round"}),
    "round-hosts": Row(LED, NOBODY, at={"number": "round"}),
    "round-people": Row(LED, NOBODY, at={"number": "round"}),
    "round-person": Row(LED, NOBODY, at={"number": "round"}),
    "round-plan": Row(LED, NOBODY, at={"number": "round"}),
    "round-work-out": Row(LED, NOBODY, at={"number": "round"}),
    "round-fix": Row(LED, NOBODY, at={"number": "round"}),
    "round-let-go": Row(LED, NOBODY, at={"number": "round"}),
    "round-keep-half-day": Row(LED, NOBODY, at={"number": "round"}),
    "round-take": Row(LED, NOBODY, at={"number": "round"}),
    "round-leave": Row(LED, NOBODY, at={"number": "round"}),
    "round@published": Row(LED, NOBODY, at={"number": "published_round"}),
    "round-calendar": Row(LED, NOBODY, at={"number": "published_round"}),
    "round-map": Row(LED, NOBODY, at={"number": "published_round"}),
    "round-publish": Row(LED, NOBODY, at={"number": "round"}),
    "round-publish@published": Row(NOBODY, NOBODY, at={"number": "published_round"}),
    "round-hosts@published": Row(NOBODY, NOBODY, at={"number": "published_round"}),
    "round-give-place": Row(LED, NOBODY, at={"number": "published_round", "seat": "placed_seat"}),
    "round-co-chair": Row(LED, NOBODY, at={"number": "published_round", "seat": "placed_seat"}),
    "round-part": Row(PLACED, STRANGER, at={"number": "published_round"}),
    "round-part@draft": Row(NOBODY, NOBODY, at={"number": "round"}),
    "availability": public(token="availability"),
    # Head B has told the lead of A's side why they do not chair, the lead of the other side somebody else.
    "chairing": Row(PLACED, STRANGER),
    "chairing-again": Row(PLACED, STRANGER),
    "chairing-told": Row(LED, NOBODY, at={"who": "not_chairing"}),
}

# Who takes part is the lead's to read; officers read counts, and a head what their own school gave and received.
PARTICIPATION = {
    "participation": Row(LED, NOBODY),
    "participation-excel": Row(LED, NOBODY),
    "participation-csv": Row(LED, NOBODY),
    "participation-schools": Row(LED, NOBODY),
    "participation-counts": Row(LED | names("officer"), names("officer")),
    "participation-school": Row(LED | HEAD, STRANGER),
    "participation-offer": Row(LED, NOBODY),
    "offer": public(token="offer"),
    "attendance-sheet": Row(LED, NOBODY),
    "people-sheet": Row(LED, NOBODY),
    "availability-sheet": Row(LED, NOBODY, at={"number": "round"}),
    "availability-sheet@published": Row(NOBODY, NOBODY, at={"number": "published_round"}),
    "plan-sheet": Row(LED, NOBODY, at={"number": "round"}),
    "plan-sheet@published": Row(LED, NOBODY, at={"number": "published_round"}),
}

# Statistics are published; which schools a consortium or a set is made of is for its heads, its lead and officers.
COUNTED = names("head_a head_b head_c lead officer")

OUTCOMES = {
    "outcomes": signed_in(),
    "authority-outcomes": signed_in(),
    "authority-outcomes-download": signed_in(),
    "trust-outcomes": signed_in(),
    "trust-outcomes-download": signed_in(),
    "consortium-outcomes": Row(COUNTED, names("stranger officer")),
    "consortium-outcomes-download": Row(COUNTED, names("stranger officer")),
    "set-new": Row(LED, NOBODY),
    "set-outcomes": Row(COUNTED, names("stranger officer")),
    "set-outcomes-download": Row(COUNTED, names("stranger officer")),
    "set-change": Row(LED, NOBODY),
    "set-remove": Row(LED, NOBODY),
    "imports": Row(ADMINISTRATOR, ADMINISTRATOR),
    "import": Row(ADMINISTRATOR, ADMINISTRATOR),
    "import-undo": Row(ADMINISTRATOR, ADMINISTRATOR),
    "import-leave": Row(ADMINISTRATOR, ADMINISTRATOR),
    "consortium-changes": Row(COUNTED, names("stranger officer")),
}

# That a school had a Task Group is not for everybody: heads and officers read counts by six, the lead reads names.
CIRCLE = names("head_a head_b head_c lead")
OFFICER = names("officer")

TRACK = {
    "consortium-track": Row(CIRCLE, STRANGER),
    "consortium-track-sheet": Row(CIRCLE, STRANGER),
    "consortium-track-schools": Row(CIRCLE, STRANGER),
    "authority-track": Row(OFFICER, OFFICER),
    "authority-track-sheet": Row(OFFICER, OFFICER),
    "track-example": public(),
}
