"""Who gets in, written by hand from what Task Groups promise to schools, never from what the code answers.

The record, the evidence and the judgements belong to the host school, whose head decides who sees them. In the world
of these tests (`tests/world.py`) school A shares its self-evaluation with its Task Group, its evidence with nobody,
its improvement with the heads and the lead of its consortium, its agreed records with the authority too; school D
shares nothing, and of the cast only the stranger (its head) belongs to it. The administrator reads no school's content.
"""

from tests.access.rows import CAST, NOBODY, Row, names, public, signed_in

STRANGER = names("stranger")
HOST = names("head_a leader_a governor_a")
HEAD = names("head_a")
SEATED = HOST | names("head_b head_c clerk observer")
KNOWN = SEATED | names("lead")
PLANNERS = names("head_b clerk lead")
PEOPLED = PLANNERS | HEAD
HEADS_AND_LEAD = HOST | names("head_b head_c lead")
IMPROVEMENT = SEATED | HEADS_AND_LEAD

ACCOUNT = {
    "account_login": public(),
    "mfa_authenticate": public(),
    "account_logout": public(),
    "account_inactive": public(),
    "account_reset_password": public(),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": public(uidb36="reset_person", key="reset_key"),
    "account_reset_password_from_key_done": public(),
    "account_reauthenticate": signed_in(),
    "mfa_reauthenticate": signed_in(),
    "account_change_password": signed_in(),
    "account_set_password": signed_in(),
    "mfa_index": signed_in(),
    "mfa_activate_totp": signed_in(),
    "mfa_deactivate_totp": signed_in(),
    "mfa_view_recovery_codes": signed_in(),
    "mfa_generate_recovery_codes": signed_in(),
    "mfa_download_recovery_codes": signed_in(),
    "you": signed_in(),
    "held": signed_in(),
}

FRONT = {
    "home": public(),
    "search": signed_in(),
    "about": public(),
    "accessibility": public(),
    "privacy": public(),
    "help": public(),
    "healthz": public(),
    "away": public(),
    "away-worker": public(),
    "become": public(key="player"),
    "outbox": public(),
    "outbox-letter": public(),
}

EVALUATION = {
    "school-evaluation": Row(SEATED, STRANGER),
    "school-evaluation-area": Row(SEATED, STRANGER),
    "school-evaluation-history": Row(SEATED, STRANGER),
    "school-evaluation-save": Row(HOST, STRANGER),
    "school-evaluation-grade": Row(HOST, STRANGER),
    "school-evaluation-answer": Row(HOST, STRANGER),
    "school-evaluation-draft": Row(HOST, STRANGER),
    "school-evaluation-link": Row(HOST, STRANGER),
    "evidence-rule": public(),
    "school-evidence": Row(HOST, STRANGER),
    "school-evidence-add": Row(HOST, STRANGER),
    "school-evidence-add-several": Row(HOST, STRANGER),
    "school-evidence-coverage": Row(HOST, STRANGER),
    "school-evidence-item": Row(HOST, STRANGER),
    "school-evidence-change": Row(HOST, STRANGER),
    "school-evidence-withdraw": Row(HOST, STRANGER),
    "school-evidence-restore": Row(HOST, STRANGER),
    "school-evidence-file": Row(HOST, STRANGER),
    "school-evidence-earlier-file": Row(HOST, STRANGER, at={"number": "version"}),
}

PLAN = {
    "task-groups": signed_in(),
    "task-group-new": Row(names("lead head_b"), names("lead head_b")),
    "school-task-groups": Row(KNOWN | names("officer"), STRANGER),  # agreed records are shared with the authority
    "task-group": Row(KNOWN, STRANGER),
    "task-group-change": Row(PLANNERS, NOBODY),
    "task-group-agenda": Row(PLANNERS, NOBODY),
    "task-group-agenda-add": Row(PLANNERS, NOBODY),
    "task-group-postpone": Row(PLANNERS, NOBODY),
    "task-group-cancel": Row(PLANNERS, NOBODY),
    "task-group-restore": Row(PLANNERS, NOBODY),
    "task-group-invite": Row(PLANNERS, NOBODY),
    "task-group-protocols": Row(KNOWN, STRANGER),
    "task-group-people": Row(KNOWN, STRANGER),
    "task-group-add": Row(PEOPLED, STRANGER),
    "task-group-item-people": Row(PEOPLED, STRANGER, at={"number": "agenda_item"}),
    "task-group-seat": Row(PEOPLED, STRANGER, at={"number": "seat"}),
    "task-group-papers": Row(SEATED, STRANGER),
    "task-group-prepare": Row(HEAD, STRANGER),
    "task-group-paper": Row(SEATED, STRANGER),
    "task-group-chair-paper": Row(names("head_b"), NOBODY),
    "reply": public(token="reply"),
    "reply-with": public(token="reply"),
}

CONSORTIUM = HOST | names("head_b head_c clerk observer lead officer")
LEAD = names("lead")
ADMINISTRATOR = names("administrator")

SCHOOLS = {
    "schools": signed_in(),
    "school": signed_in(),
    "school-provision": Row(HEAD, STRANGER),
    "school-sharing": Row(HEAD, STRANGER),
    "school-hand-on": Row(ADMINISTRATOR, ADMINISTRATOR, at={"urn": "closed_urn"}),
    "school-history": Row(HEAD, STRANGER),
    "school-head": Row(names("governor_a lead officer administrator"), names("officer administrator")),
    "school-head-stays": Row(names("governor_a lead officer administrator"), names("officer administrator")),
    "school-people": Row(HEAD, STRANGER),
    "school-consortium-agree": Row(HEAD, STRANGER),
    "school-consortium-leave": Row(HEAD, STRANGER),
    "school-role-end": Row(HEAD, STRANGER, at={"role_id": "school_role"}),
    "school-invitation-withdraw": Row(HEAD, STRANGER, at={"invitation_id": "school_invitation"}),
    "consortia": signed_in(),
    "consortium-new": Row(LEAD, LEAD),
    "consortium": Row(CONSORTIUM, names("stranger officer")),
    "consortium-people": Row(CONSORTIUM, names("stranger officer")),
    "consortium-schools": Row(LEAD, NOBODY),
    "consortium-districts": Row(LEAD, NOBODY),
    "consortium-invite": Row(LEAD, NOBODY),
    "consortium-role-end": Row(LEAD, NOBODY, at={"role_id": "consortium_role"}),
    "consortium-invitation-withdraw": Row(LEAD, NOBODY, at={"invitation_id": "consortium_invitation"}),
    "invitation": public(token="invitation"),
    "authority": Row(names("officer"), names("officer")),
    "accounts": Row(ADMINISTRATOR, ADMINISTRATOR),
    "account": Row(ADMINISTRATOR, ADMINISTRATOR, at={"account_id": "person_id"}),
    "account-switch": Row(ADMINISTRATOR, ADMINISTRATOR, at={"account_id": "person_id"}),
    "account-reset": Row(ADMINISTRATOR, ADMINISTRATOR, at={"account_id": "person_id"}),
    "account-codes": Row(ADMINISTRATOR, ADMINISTRATOR, at={"account_id": "person_id"}),
    "account-role-end": Row(ADMINISTRATOR, ADMINISTRATOR, at={"account_id": "person_id", "role_id": "head_role"}),
}

FRAMEWORKS = {
    "questions": public(),
    "questions-print": public(),
    "questions-download": public(ending="kind"),
    "frameworks": public(),
    "framework": public(slug="framework"),
    "framework-area": public(slug="framework", area_slug="area"),
}

OWNER = names("head_a leader_a")  # school A's sample action is its deputy's

GAP = {"place": "descriptor", "kind": "gap"}

ACTIONS = {
    "my-actions": signed_in(),
    "school-improvement": Row(IMPROVEMENT, STRANGER),
    "my-letters": signed_in(),
    "school-progress": Row(IMPROVEMENT, STRANGER),
    "school-gaps": Row(HOST, STRANGER),
    "school-gap-propose": Row(HOST, STRANGER, at=GAP),
    "school-gap-aside": Row(HOST, STRANGER, at=GAP),
    "school-gap-take-up": Row(HOST, STRANGER, at=GAP),
    "school-risk": Row(HOST, STRANGER),
    "school-risk-story": Row(HOST, STRANGER),
    "school-inspection-expected": Row(HOST, STRANGER),
    "risk-rule": public(),
    "school-issue-add": Row(HOST, STRANGER),
    "school-issue-close": Row(HEAD, STRANGER),
    "school-issue-reopen": Row(HEAD, STRANGER),
    "school-actions": Row(IMPROVEMENT, STRANGER),
    "school-actions-excel": Row(IMPROVEMENT, STRANGER),
    "school-actions-csv": Row(IMPROVEMENT, STRANGER),
    "school-action-add": Row(HOST, STRANGER),
    "school-action": Row(IMPROVEMENT, STRANGER),
    "school-action-give": Row(HEAD, STRANGER),
    "school-action-change": Row(OWNER, STRANGER, at={"verb": "verb"}),
}

RUN = names("head_b clerk")
CLERK = names("clerk")
CONFIDENTIAL = names("head_a head_b clerk")  # the record before it is agreed is for these three as well
SHARED_RECORD = SEATED | names("lead officer")


def running(**more: str) -> Row:
    """For the chair and the clerk, while the Task Group is under way."""
    return Row(RUN, NOBODY, stage="open", at=more)


ROOM = {
    "task-group-room": Row(SEATED, STRANGER, stage="open"),
    "task-group-room-wall": Row(SEATED, STRANGER, stage="open"),
    "task-group-room-look": Row(SEATED, STRANGER, stage="open"),
    "task-group-room-help": Row(SEATED, STRANGER, stage="open"),
    "task-group-room-here": Row(SEATED, STRANGER, stage="open"),
    "task-group-room-open": Row(RUN, NOBODY),
    "task-group-room-paper": Row(RUN, NOBODY),
    "task-group-room-pause": running(),
    "task-group-room-resume": running(),
    "task-group-room-close": running(),
    "task-group-room-move": running(),
    "task-group-room-attendance": running(),
    "task-group-room-hand-over": running(),
    "task-group-room-bank": running(),
    "task-group-room-question": running(),
    "task-group-room-answer": running(),
    "task-group-room-evidence": running(),
    "task-group-room-judgement": running(),
    "task-group-room-descriptor": running(),
    "task-group-room-action": running(),
    "task-group-room-review": running(),
    "task-group-room-note": running(),
    "task-group-room-form": running(name="panel"),
    "task-group-room-correct": running(number="event"),
    "task-group-room@planned": Row(SEATED, STRANGER),
    "task-group-room@closed": Row(SEATED, STRANGER, stage="closed"),
    "task-group-room-correct@closed": Row(CLERK, NOBODY, stage="closed", at={"number": "event"}),
}

RECORD = {
    "task-group-record": Row(SEATED, STRANGER, stage="closed"),
    "task-group-record-pdf": Row(CONFIDENTIAL, STRANGER, stage="closed"),
    "task-group-record-word": Row(CONFIDENTIAL, STRANGER, stage="closed"),
    "task-group-record-wording": Row(CLERK, NOBODY, stage="closed"),
    "task-group-record-section": Row(CLERK, NOBODY, stage="closed"),
    "task-group-record-send": Row(CLERK, NOBODY, stage="closed"),
    "task-group-record-confidential": Row(CONFIDENTIAL, STRANGER, stage="closed"),
    "task-group-record-confidential-pdf": Row(CONFIDENTIAL, STRANGER, stage="closed"),
    "task-group-record-confidential-word": Row(CONFIDENTIAL, STRANGER, stage="closed"),
    "task-group-record-accurate": Row(HEAD, STRANGER, stage="disputed"),
    "task-group-record-not-accurate": Row(HEAD, STRANGER, stage="disputed"),
    "task-group-record-answer": Row(CLERK, NOBODY, stage="disputed"),
    "task-group-record-differs": Row(RUN, NOBODY, stage="disputed"),
    "task-group-record@agreed": Row(SHARED_RECORD, STRANGER, stage="agreed"),
    "task-group-record-pdf@agreed": Row(SHARED_RECORD, STRANGER, stage="agreed"),
    "task-group-record-confidential@agreed": Row(CONFIDENTIAL, STRANGER, stage="agreed"),
}

TAKEN_OUT = {
    "task-group-take-out": Row(CONFIDENTIAL, STRANGER, stage="open"),
    "task-group-take-out@planned": Row(NOBODY, NOBODY),
    "task-group-take-out@agreed": Row(CONFIDENTIAL, STRANGER, stage="agreed"),
}

# What a chair asked and advised is theirs alone: not the lead's, the officer's, the host head's, another chair's.
OWN = names("head_b")

PRACTICE = {
    "practice": signed_in(),
    "practice-sharing": signed_in(),
    "practice-delete": signed_in(),
    "practice-exchanges": signed_in(),
    "practice-exchange": signed_in(slug="exchange"),
    "practice-withdraw": Row(OWN, NOBODY, at={"share_id": "share"}),
    "practice-shared": Row(names("lead"), NOBODY, at={"share_id": "share"}),
    "task-group-room-balance": Row(OWN, NOBODY, stage="open"),
    "task-group-room-label": Row(OWN, NOBODY, stage="open"),
    "task-group-room-tap": Row(OWN, NOBODY, stage="open"),
    "task-group-room-untap": Row(OWN, NOBODY, stage="open"),
    "task-group-practice": Row(OWN, NOBODY, stage="open"),
    "task-group-practice-clause": Row(OWN, NOBODY, stage="open", at={"mark": "clause"}),
    "task-group-practice-transcript": Row(OWN, NOBODY, stage="open"),
    "task-group-practice-transcript-delete": Row(OWN, NOBODY, stage="open"),
    "task-group-practice-kept": Row(OWN, NOBODY, stage="closed"),
    "task-group-transcript-consent": Row(names("head_a head_b head_c clerk observer"), STRANGER),
    "task-group-practice@closed": Row(OWN, NOBODY, stage="closed"),
}

ASSURANCE = {
    "school-statement": Row(HOST, STRANGER),
    "school-statement-choose": Row(HEAD, STRANGER),
    "school-statement-preview": Row(HEAD, STRANGER),
    "school-statement-withdraw": Row(HEAD, STRANGER),
    "school-statement-pdf": Row(HOST, STRANGER),
    "school-statement-word": Row(HOST, STRANGER),
    "school-statement-link": Row(HEAD, STRANGER),
    "school-statement-revoke": Row(HEAD, STRANGER, at={"link_id": "link"}),
    "school-sharing-seen": Row(HEAD, STRANGER),
    "school-governors": Row(HOST, STRANGER),
    "school-governors-choose": Row(HEAD, STRANGER),
    "school-governors-pdf": Row(HOST, STRANGER),
    "school-one-side": signed_in(),
    "task-group-answers": Row(names("head_a head_b"), STRANGER, posts_a=HEAD, posts_d=STRANGER, stage="agreed"),
    "consortium-answers": Row(CONSORTIUM, names("stranger officer")),
    "statement": public(token="statement"),
    "statement-pdf": public(token="statement"),
    "statement-word": public(token="statement"),
}

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

# The lead arranges the sessions, and the head of B is named there as the trainer; the head of A booked them.
TRAINS = names("lead head_b")
COMING, HELD = {"session_id": "training_session"}, {"session_id": "training_held"}
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

EDITOR = names("lead")  # the world makes the lead an editor of the bulletin,
MODERATOR = names("clerk")  # and the clerk moderates what readers say
HU_ARTICLE = {"day": "hu_day", "section": "hu_section", "article": "hu_article"}

BULLETIN = {
    "heads-up": public(),
    "heads-up-archive": public(),
    "heads-up-search": public(),
    "heads-up-feed": public(),
    "heads-up-picture": public(picture="hu_picture"),
    "heads-up-issue": public(day="hu_day"),
    "heads-up-issue-print": public(day="hu_day"),
    "heads-up-section": public(day="hu_day", section="hu_section"),
    "heads-up-section-print": public(day="hu_day", section="hu_section"),
    "heads-up-article": public(**HU_ARTICLE),
    "heads-up-say": public(**HU_ARTICLE),
    "heads-up-report": public(comment_id="hu_comment"),
    "heads-up-by-email": public(),
    "heads-up-confirm": public(token="hu_subscriber"),
    "heads-up-leave": public(token="hu_subscriber"),
    "heads-up-edition": Row(EDITOR, EDITOR, at={"issue_id": "hu_issue"}),
    "heads-up-moderate": Row(MODERATOR, MODERATOR),
    "heads-up-moderate-spam": Row(MODERATOR, MODERATOR),
    "heads-up-moderate-one": Row(MODERATOR, MODERATOR, at={"comment_id": "hu_comment"}),
    "heads-up-moderate-step": Row(MODERATOR, MODERATOR, at={"comment_id": "hu_comment"}),
    "heads-up-kept": Row(ADMINISTRATOR, ADMINISTRATOR),
    "heads-up-article-comments": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-desk": Row(EDITOR, EDITOR),
    "heads-up-issue-add": Row(EDITOR, EDITOR),
    "heads-up-desk-issue": Row(EDITOR, EDITOR, at={"issue_id": "hu_issue"}),
    "heads-up-issue-change": Row(EDITOR, EDITOR, at={"issue_id": "hu_issue"}),
    "heads-up-section-change": Row(EDITOR, EDITOR, at={"section_id": "hu_section_id"}),
    "heads-up-section-remove": Row(EDITOR, EDITOR, at={"section_id": "hu_section_id"}),
    "heads-up-article-add": Row(EDITOR, EDITOR, at={"section_id": "hu_section_id"}),
    "heads-up-desk-article": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-article-preview": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-article-step": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-article-publish": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-picture-add": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id"}),
    "heads-up-picture-remove": Row(EDITOR, EDITOR, at={"article_id": "hu_article_id", "picture": "hu_picture"}),
}

# A name may stand twice, with another stage after '@': who gets in changes as a Task Group goes on.
OWNING = {
    "school-owning": Row(HEAD, STRANGER),
    "school-archive-ask": Row(HEAD, STRANGER),
    "school-archive": Row(HEAD, STRANGER),
    "school-leave": Row(HEAD, STRANGER),
    "school-come-back": Row(HEAD, STRANGER),
    "retention": public(),
    "impact-assessment": public(),
    "you-everything": signed_in(),
    "account-everything": Row(ADMINISTRATOR, ADMINISTRATOR, at={"account_id": "person_id"}),
    "account-erase": Row(ADMINISTRATOR, ADMINISTRATOR, at={"account_id": "person_id"}),
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

ROWS: dict[str, Row] = (
    (ACCOUNT | FRONT | EVALUATION | PLAN | SCHOOLS | FRAMEWORKS | ACTIONS | ROOM | RECORD | TAKEN_OUT | PRACTICE)
    | OWNING
    | BULLETIN
    | ASSURANCE
    | TRAINING
    | ACCREDITATION
    | DIRECTORY
    | ROUNDS
    | PARTICIPATION
    | TRACK
    | OUTCOMES
)

__all__ = ["CAST", "ROWS"]
