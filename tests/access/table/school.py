"""Rows of a school: its self-evaluation, evidence, improvement, sharing and statements."""

from tests.access.rows import NOBODY, Row, names, public, signed_in
from tests.access.table.who import ADMINISTRATOR, HEAD, HOST, LEAD, SEATED, STRANGER

HEADS_AND_LEAD = HOST | names("head_b head_c lead")
IMPROVEMENT = SEATED | HEADS_AND_LEAD

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

CONSORTIUM = HOST | names("head_b head_c clerk observer lead officer")

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
