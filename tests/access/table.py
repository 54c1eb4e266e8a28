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
    "school-evidence": Row(HOST, STRANGER),
    "school-evidence-add": Row(HOST, STRANGER),
    "school-evidence-coverage": Row(HOST, STRANGER),
    "school-evidence-item": Row(HOST, STRANGER),
    "school-evidence-change": Row(HOST, STRANGER),
    "school-evidence-withdraw": Row(HOST, STRANGER),
    "school-evidence-restore": Row(HOST, STRANGER),
    "school-evidence-file": Row(HOST, STRANGER),
}

PLAN = {
    "task-groups": signed_in(),
    "task-group-new": Row(names("lead head_b"), names("lead head_b")),
    "school-task-groups": Row(KNOWN, STRANGER),
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

ROWS: dict[str, Row] = ACCOUNT | FRONT | EVALUATION | PLAN

__all__ = ["CAST", "ROWS"]
