"""No column that holds people's words is forgotten where words of a Task Group are taken out for good (ADR 0015)."""

import pytest
from django.apps import apps
from django.db import models

from taskgroups.meetings.taken_out.places import PLACES

WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
# Whole tables that never hold what was said in a Task Group.
ELSEWHERE = {
    "assurance.Archive": "archives, deleted where words were taken out",
    "assurance.Departure": "numbers and days of what is put back where a school stays after all",
    "demonstration": "what the demonstration loaded",
    "people": "accounts",
    "schools": "the register, consortia, roles and sharing",
    "imports": "what national files say, and their names",
    "outcomes": "what national files say, and their names",
    "rounds": "who can come when, who sits where, and why somebody does not chair, which is theirs and one lead's alone "
    "(rounds/domain/forget.py, participation/own.py); nothing said in a Task Group",
    "participation": "parts offered and answered: no words",
    "track": "which inspection stands beside which; no words",
    "access.Press": "where a press led: an address",
    "bulletin": "Heads Up, which editors write for everybody; its editors take words out of it",
    "training": "the programme, who booked and what they said of it; nothing said in a Task Group",
    "practice.Attempt": "what somebody practised, in no Task Group",
    "practice.Share": "no words",
    "practice.Tap": "no words",
    "practice.Leaving": "no words",
    "practice.Consent": "no words",
    "practice.Transcript": "figures",
    "assurance.Link": "for whom a link to the statement is, as the head calls them",
    "assurance.Opening": "no words",
    "post.Enclosure": "calendar entries, reworded by domain/take_out.py",
}
# Columns beside the words, which machines write: addresses, slugs, names of frameworks, numbers kept, file names on disk.
BESIDE = {
    "public_id", "pack", "area", "descriptor", "kind", "state", "value", "set_in", "agreed_in", "owner_role",
    "reply_token", "protocols_version", "reply", "part", "verb", "about", "to", "last_problem", "machine_act",
    "machine_kind", "act", "voice", "status", "impact", "source", "form", "file_type", "covers", "direct",
    "kept_questions", "leave_at", "section", "stage", "often", "chosen", "parts",
}  # fmt: skip


def words_of(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields if isinstance(field, WORDS)} - BESIDE


def is_elsewhere(model: type[models.Model]) -> bool:
    return bool({model._meta.app_label, model._meta.label} & set(ELSEWHERE))


OURS = [m for m in apps.get_models() if m.__module__.startswith("taskgroups.") and not is_elsewhere(m)]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_column_of_words_has_its_place(model: type[models.Model]) -> None:
    known = {column for place in PLACES if place.model is model for column in place.columns}
    assert words_of(model) == known


def test_what_is_left_out_is_there() -> None:
    named = {label for model in apps.get_models() for label in (model._meta.app_label, model._meta.label)}
    assert sorted(set(ELSEWHERE) - named) == []
