"""Rows of those who chair: training, accreditation, the directory and commissions."""

from tests.access.rows import NOBODY, Row, names, public, signed_in
from tests.access.table.who import HEAD, LEAD, STRANGER

# The lead arranges the sessions, and the head of B is named there as the trainer; the head of A booked them.
TRAINS = names("lead head_b")

COMING, HELD = {"session_id": "training_session"}, {"session_id": "training_held"}

TRAINING = {
    "training-course": public(),
    "training-course-download": public(ending="kind"),
    "training": public(),
    "training-session": public(session_id="training_session"),
    "training-yours": signed_in(),
    "training-arranged": Row(names("lead officer head_b"), names("lead officer head_b")),
    "training-add": Row(names("lead officer"), names("lead officer")),
    "training-book": signed_in(session_id="training_session"),
    "training-give-back": Row(HEAD, STRANGER, at=COMING),
    "training-here": Row(HEAD, STRANGER, at=COMING),
    "training-certificate": Row(HEAD, STRANGER, at=HELD),
    "training-say": Row(HEAD, STRANGER, at=HELD),
    "training-change": Row(LEAD, NOBODY, at=COMING),
    "training-cancel": Row(LEAD, NOBODY, at=COMING),
    "training-instructions": Row(TRAINS, NOBODY, at=COMING),
    "training-materials": Row(TRAINS, NOBODY, at=COMING),
    "training-material": Row(TRAINS | HEAD, STRANGER, at=COMING | {"material_id": "training_material"}),
    "training-material-remove": Row(TRAINS, NOBODY, at=COMING | {"material_id": "training_material"}),
    "training-people": Row(TRAINS, NOBODY, at=COMING),
    "training-people@held": Row(TRAINS, NOBODY, at=HELD),
    "training-take-off": Row(TRAINS, NOBODY, at=COMING | {"booking_id": "training_booking"}),
    "training-sheet": Row(TRAINS, NOBODY, at=COMING | {"ending": "sheet"}),
    "training-sheet-in": Row(TRAINS, NOBODY, at=HELD),
    "training-code": Row(TRAINS, NOBODY, at=HELD),
    "training-results": Row(TRAINS, NOBODY, at=HELD),
}

LEARNER = {"who": "learner"}  # school A's observer, whom the head of B mentors; at D it is the head
AFTER = names("lead officer")  # who look after the ways of a consortium's people

ACCREDITATION = {
    "accreditation-own": signed_in(),
    "accreditation": Row(AFTER | names("observer head_b"), names("stranger officer"), at=LEARNER),
    "accreditation-practice": Row(names("observer"), names("stranger"), at=LEARNER),
    "accreditation-record": Row(AFTER, names("officer"), at=LEARNER),
    "accreditation-mentor": Row(AFTER, names("officer"), at=LEARNER),
    "accreditation-sign": Row(names("head_b"), NOBODY, at=LEARNER),
    "accreditation-elsewhere": Row(names("officer"), names("officer"), at=LEARNER),
    "accreditation-withdraw": Row(AFTER, names("officer"), at=LEARNER),
    "accreditation-strike": Row(AFTER, names("officer"), at=LEARNER | {"step": "learner_step"}),
    "mentoring": signed_in(),
    "consortium-chairs": Row(AFTER, names("officer")),
    "consortium-chair-decide": Row(names("lead"), NOBODY, at=LEARNER),
}

CHAIRS = names("head_a head_b head_c lead officer stranger")  # heads, chairs, leads and officers, wherever
LISTED = {"who": "listed"}  # the head of B lets their own consortium find them; whoever chairs at D is not listed
COMMISSIONED = names("officer head_b")

DIRECTORY = {
    "directory": Row(CHAIRS, CHAIRS),
    "directory-own": Row(CHAIRS - names("officer"), CHAIRS - names("officer")),
    "directory-chair": Row(names("head_a head_b head_c lead"), NOBODY, at=LISTED),
    "directory-write": Row(names("head_a head_b head_c lead"), NOBODY, at=LISTED),
    "directory-message": Row(names("head_b lead"), names("stranger")),
    "commissions-own": signed_in(),
    "commission": Row(COMMISSIONED, names("officer")),
    "commission-change": Row(names("officer"), names("officer")),
    "commission-day-take-back": Row(COMMISSIONED, names("officer"), at={"day": "commission_day"}),
    "authority-commissions": Row(names("officer"), names("officer")),
    "commission-new": Row(names("officer"), names("officer")),
    "commissions-sheet": Row(names("officer"), names("officer"), at={"ending": "csv"}),
}
