"""The record as it is written: what a good clerk would have put, in which order, from the log alone."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.evaluation.domain import evidence
from taskgroups.improvement.domain.actions import stop_action, update_action
from taskgroups.improvement.domain.issues import add_issue
from taskgroups.kit.design import words
from taskgroups.kit.paper.document import Bullets, Facts, Heading, Paragraph, Signature, Table, texts
from taskgroups.meetings.domain import log, run
from taskgroups.meetings.record.facts import AreaFacts, Asked, Ending, Worded
from taskgroups.meetings.record.freezing import freeze, thaw
from taskgroups.meetings.record.gathering import facts_of
from taskgroups.meetings.record.people import who_was_there
from taskgroups.meetings.record.sections import first_words
from taskgroups.meetings.record.writing import end, write, write_confidential
from taskgroups.meetings.tests.record.cast import earlier_action, held, item, judged, note
from taskgroups.meetings.tests.room.cast import planned


def written(group, **worded):
    return write(facts_of(group), Worded(**worded))


def under(document, title):
    """The blocks between a heading of the first level and the next."""
    starts = [n for n, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 1]
    start = next(n for n in starts if document.blocks[n].text == title)
    end = next((n for n in starts if n > start), len(document.blocks))
    return list(document.blocks[start + 1 : end])


def test_an_issue_written_down_after_it_closed_is_none_of_its_record_whatever_day_it_is_of(cast):
    kept = {"by": cast.head_a, "school": cast.a, "source": "school", "area": "achievement"}
    long_ago = timezone.localdate() - timedelta(days=100)
    add_issue(**kept, title="Known before", raised_on=long_ago)
    group = held(cast)
    add_issue(**kept, title="Written down since", raised_on=long_ago)
    assert facts_of(group).area("achievement").issues == ("Known before",)


def test_the_sections_come_in_the_order_of_a_record(cast):
    document = written(held(cast))
    assert [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1] == [
        "Actions from earlier Task Groups", "Achievement", "Not reached", "Overall", "What happens next",
    ]  # fmt: skip
    assert document.draft
    assert document.blocks[-1] == Signature("Agreed as accurate by the head of Alder Primary School")


def test_the_head_of_the_record_says_who_was_there_by_role(cast):
    head = dict(written(held(cast)).meta)
    assert head["School"] == "Alder Primary School, URN 990001"
    assert head["Chair"] == "Ben Birch, Head of Birch Primary School"
    assert head["Clerk"] == "Kim Clerk"
    assert head["Present"] == "Asha Alder, Head; Carys Cedar, Head of Cedar High School"
    assert head["Apologies"] == "None"
    assert head["Task Group"] == "Number 2"


def test_a_co_chair_is_named_as_one_among_those_present(cast):
    group = held(cast)
    group.seats.filter(person=cast.head_c).update(part="co_chair")
    head = dict(written(group).meta)
    assert head["Chair"] == "Ben Birch, Head of Birch Primary School"
    assert head["Present"] == "Asha Alder, Head; Carys Cedar, Head of Cedar High School, co-chair"


def test_nobody_is_said_to_have_been_there_whom_nobody_noted(cast):
    group = held(cast)
    people = who_was_there(group, [])
    unnoted = replace(facts_of(group), present=people.present, attendance_noted=people.noted)
    head = dict(write(unnoted, Worded()).meta)
    assert "Present" not in head
    assert head["Expected, not noted who came"].split("; ")[:2] == [
        "Asha Alder, Head", "Carys Cedar, Head of Cedar High School",
    ]  # fmt: skip


def test_an_area_that_was_only_opened_is_not_said_to_be_discussed():
    opened = AreaFacts("achievement", "Achievement")
    asked = replace(opened, questions=(Asked(1, "What shows that?"),))
    assert [first_words(one) for one in (opened, asked)] == [
        "The group reached this area. Nothing about it was noted.",
        "The group discussed this area and agreed no judgement.",
    ]


def test_an_area_reads_judgement_why_evidence_question_and_action(cast):
    facts, why, told, table = under(written(held(cast)), "Achievement")
    assert facts == Facts((("The school's judgement", "Strong standard"), ("The group agreed", "Expected standard")))
    assert why == Paragraph("The group placed this differently from the school. Mathematics is not yet shown.")
    question = "What do pupils who join in Year 4 know by the end of the year?"
    assert told.rows == (
        ("Evidence seen", "Reading ages of 22 pupils (Head's office)"),
        ("Question that mattered", f"{question}\nThe school: Most catch up in reading; fewer do in mathematics."),
    )
    assert isinstance(table, Table)
    assert table.rows[0][0::3] == ("Check what new pupils know in mathematics", "Work of six pupils")
    assert table.rows[0][1] == "Deputy head"
    assert table.rows[0][4] == "Not started"


def test_evidence_shown_reads_as_it_read_when_it_was_shown(cast):
    today = timezone.localdate()
    shown = evidence.add_evidence(
        school=cast.a, facts=evidence.Facts("Reading log", "data", today, where="Office"), by=cast.head_a
    )
    group = held(cast, close=False)
    note(group, cast.clerk, "evidence", item(group, "achievement"), payload={"evidence": shown.public_id})
    run.close(by=cast.head_b, group=group)
    facts = evidence.Facts("Spelling log", "data", today - timedelta(days=1), where="Library")
    evidence.change_evidence(evidence=shown, facts=facts, base=None, by=cast.head_a)
    _, _, told, _ = under(written(group), "Achievement")
    assert told.rows[0] == (
        "Evidence seen", f"Reading ages of 22 pupils (Head's office)\nReading log (Office, {words.day(today)})"
    )  # fmt: skip


def test_the_clerks_wording_and_kept_questions_take_the_place_of_the_first_words(cast):
    blocks = under(
        written(held(cast), wording={"area:achievement": "One.\n\nTwo."}, kept={"achievement": []}), "Achievement"
    )
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == ["One.", "Two."]
    assert "Question that mattered" not in [label for b in blocks if isinstance(b, Facts) for label, _ in b.rows]


def test_a_correction_stands_in_place_of_what_it_corrects(cast):
    group = held(cast)
    wrong = group.events.get(kind="judgement")
    note(group, cast.clerk, "correction", wrong.item, "It was shown.", corrects=wrong.number,
         payload={"of": "judgement", "value": "strong"})  # fmt: skip
    words = texts(written(group))
    assert "The group agreed with the school. It was shown." in words
    assert not [text for text in words if "not yet shown" in text]


def test_nothing_confidential_is_in_the_record(cast):
    group = held(cast, close=False)
    log.append(
        group=group, by=cast.clerk, kind="confidential", text="A matter of staff.", item=item(group, "inclusion")
    )
    assert not [text for text in texts(written(group)) if "matter of staff" in text]
    apart = write_confidential(facts_of(group, confidential=True), "More.")
    assert [b for b in apart.blocks if isinstance(b, Bullets)] == [Bullets(("A matter of staff.",))]


def test_earlier_actions_come_first_with_what_the_group_heard(cast):
    action = earlier_action(cast)
    group = held(cast, close=False)
    note(group, cast.clerk, "carried", item(group, "opening"), "Half of them so far.", action=action)
    words, table = under(written(group), "Actions from earlier Task Groups")
    assert words.text == "1 action came from before. It is still open."
    assert (table.rows[0][0], table.rows[0][4]) == ("Hear every new pupil read", "Half of them so far.")


def test_a_status_changed_after_the_meeting_does_not_change_the_record(cast):
    action = earlier_action(cast)
    group = held(cast)
    before = written(group)
    update_action(by=cast.leader_a, action=action, version=1, status="under_way", note="Begun.")
    assert written(group) == before


def test_an_action_stopped_after_the_meeting_stays_as_it_was_there(cast):
    action = earlier_action(cast)
    group = held(cast)
    before = written(group)
    stop_action(by=cast.head_a, action=action, version=1, reason="The post was cut.")
    assert written(group) == before


def test_what_is_claimed_and_not_on_file_is_said(cast):
    judged(cast, "achievement", "met", "next-stage")
    judged(cast, "achievement", "not_yet", "achieve-well")
    blocks = under(written(held(cast)), "Achievement")
    (shown,) = [value for b in blocks if isinstance(b, Facts) for label, value in b.rows if "be shown" in label]
    told = [text.split(": ")[0] for text in shown.split("\n")]
    assert told == ["Not yet, the school says", "Said to be met, with no evidence"]


def test_a_judgement_before_is_shown_only_under_the_same_framework(cast):
    last = planned(cast, clerk=False, starts_at=timezone.now() - timedelta(days=10))
    last.state, last.closed_at = "closed", timezone.now() - timedelta(days=10)
    last.save()
    facts = under(written(held(cast)), "Achievement")[0]
    assert facts.rows[1][1] == "Strong standard"
    last.pack = "cif-2016"
    last.save()
    (other,) = [f for f in (under(written(type(last).objects.latest("id")), "Achievement")[0].rows) if f[0] == "Before"]
    assert other[1].endswith("not comparable")


def test_one_entered_later_says_so_and_by_whom(cast):
    group = held(cast)
    group.events.update(entered_later=True)
    assert written(group).blocks[0].text.startswith("Entered later by Ben Birch and Kim Clerk on ")


@pytest.mark.parametrize("signed", [False, True])
def test_a_document_frozen_and_thawed_is_the_same(cast, signed):
    document = written(held(cast))
    if signed:
        document = end(document, Ending(agreed_by="Asha Alder", agreed_on=timezone.localdate()))
    assert thaw(json.loads(json.dumps(freeze(document)))) == document
    assert document.draft is not signed
