"""The way of a record: worded, sent, agreed, answered, locked; and what is refused on the way."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.kit.paper.document import Heading, Paragraph, Signature
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import record as way
from taskgroups.meetings.domain import run
from taskgroups.meetings.domain.remind import send_reminders
from taskgroups.meetings.models import Record
from taskgroups.meetings.record.freezing import thaw
from taskgroups.meetings.record.gathering import facts_of
from taskgroups.meetings.tests.record.cast import held, note, with_head
from taskgroups.meetings.tests.room.cast import planned

FIRST = "The group placed this differently from the school. Mathematics is not yet shown."


def disputed(cast, record=None, **remarks):
    return way.say_not_accurate(
        by=cast.head_a, record=record or with_head(cast), remarks=remarks or {"area:achievement": "We gave work too."}
    )


def answered(cast, record):
    for remark in way.open_remarks(record):
        way.answer_remark(by=cast.clerk, record=record, remark=remark, answer="The log shows none.")
    return record


def later(record, days):
    Record.objects.filter(pk=record.pk).update(sent_at=timezone.now() - timedelta(days=days))
    record.refresh_from_db()
    return record


def test_there_is_no_record_before_the_task_group_is_closed(cast):
    with pytest.raises(Refused, match="writes itself once the Task Group is closed"):
        way.begin_record(group=planned(cast))


def test_the_draft_begins_once(cast):
    group = held(cast)
    assert way.begin_record(group=group) == way.begin_record(group=group)
    assert Record.objects.get().state == "draft"


def test_the_clerk_words_a_section_and_the_facts_stay(cast):
    record = way.begin_record(group=held(cast))
    way.word_section(by=cast.clerk, record=record, section="area:achievement", text=" Calmer.\r\n", was=FIRST)
    assert Record.objects.get().wording == {"area:achievement": "Calmer."}
    with pytest.raises(Refused, match="not in this record"):
        way.word_section(by=cast.clerk, record=record, section="area:inclusion", text="?", was="")


def test_the_second_of_two_clerks_sees_the_others_words(cast):
    record = way.begin_record(group=held(cast))
    way.word_section(by=cast.clerk, record=record, section="area:achievement", text="Mine.", was=FIRST)
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        way.word_section(by=cast.head_b, record=record, section="area:achievement", text="Ours.", was=FIRST)
    assert meanwhile.value.now == "Mine."
    way.word_section(by=cast.head_b, record=record, section="area:achievement", text="Mine.", was=FIRST)
    assert Entry.objects.filter(verb="worded record").count() == 1


def test_three_questions_of_the_area_are_kept_at_most(cast):
    group = held(cast, close=False)
    numbers = [note(group, cast.head_b, "question", group.agenda.get(area="achievement"), f"Q{n}?").number
               for n in range(4)]  # fmt: skip
    record = way.begin_record(group=run.close(by=cast.head_b, group=group))
    before = way.kept_now(record, facts_of(group).area("achievement"))
    for wrong in (numbers, [1]):
        with pytest.raises(Refused):
            way.keep_questions(by=cast.clerk, record=record, area="achievement", numbers=wrong, was=[])
    way.keep_questions(by=cast.clerk, record=record, area="achievement", numbers=numbers[:2], was=before)
    assert Record.objects.get().kept_questions == {"achievement": numbers[:2]}


def test_sent_to_the_head_once_with_a_letter_that_holds_no_judgement(cast):
    record = with_head(cast)
    way.send_to_head(by=cast.clerk, record=record)
    letter = Letter.objects.get()
    assert (letter.to, Record.objects.get().round) == (cast.head_a.email, 1)
    assert "standard" not in letter.text
    assert f"/task-groups/{record.task_group.public_id}/record/" in letter.text


def test_with_the_head_the_wording_rests(cast):
    with pytest.raises(Refused, match="with the head"):
        way.word_section(by=cast.clerk, record=with_head(cast), section="overall", text="x", was="y")


def test_accurate_is_a_signature_with_a_day_and_locks(cast):
    record = way.mark_accurate(by=cast.head_a, record=with_head(cast))
    document = thaw(record.document)
    today = timezone.localdate()
    assert document.blocks[-1] == Signature(
        "Agreed as accurate by the head of Alder Primary School", "Asha Alder", f"{today.day} {today:%B %Y}"
    )
    assert (record.state, document.draft, record.agreed_by) == ("agreed", False, cast.head_a)
    again = way.mark_accurate(by=cast.head_a, record=record)
    assert again.locked_at == record.locked_at


def test_everybody_seated_is_told_once_it_is_agreed(cast):
    record = with_head(cast)
    Letter.objects.all().delete()
    way.mark_accurate(by=cast.head_a, record=record)
    assert {letter.to.split("@")[0] for letter in Letter.objects.all()} == {
        "asha.alder", "ben.birch", "carys.cedar", "kim.clerk", "omar.observer",
    }  # fmt: skip


def test_what_the_head_read_is_what_is_locked_even_when_the_log_is_corrected_after(cast):
    record = with_head(cast)
    read = thaw(record.document)
    wrong = record.task_group.events.get(kind="judgement")
    note(record.task_group, cast.clerk, "correction", wrong.item, "Other.", corrects=wrong.number,
         payload={"of": "judgement", "value": "strong"})  # fmt: skip
    locked = thaw(way.mark_accurate(by=cast.head_a, record=record).document)
    assert locked.blocks[:-1] == read.blocks[:-1]


@pytest.mark.parametrize(
    "late",
    [
        lambda c, r: way.word_section(by=c.clerk, record=r, section="overall", text="New.", was="Old."),
        lambda c, r: way.keep_questions(by=c.clerk, record=r, area="achievement", numbers=[], was=[]),
        lambda c, r: way.keep_apart(by=c.clerk, record=r, text="New.", was=""),
        lambda c, r: way.send_to_head(by=c.clerk, record=r),
        lambda c, r: way.say_not_accurate(by=c.head_a, record=r, remarks={"": "No."}),
        lambda c, r: way.lock_as_differing(by=c.clerk, record=r),
    ],
)
def test_nothing_about_a_locked_record_changes(cast, late):
    record = way.mark_accurate(by=cast.head_a, record=with_head(cast))
    before = Record.objects.values().get()
    with pytest.raises(Refused):
        late(cast, record)
    assert Record.objects.values().get() == before


def test_not_accurate_needs_words(cast):
    with pytest.raises(Refused, match="Say what is not accurate"):
        way.say_not_accurate(by=cast.head_a, record=with_head(cast), remarks={"overall": "  "})
    assert Record.objects.get().state == "with_head"


def test_the_clerk_is_told_and_answers_each_before_sending_again(cast):
    record = disputed(cast)
    assert Letter.objects.first().to == cast.clerk.email
    with pytest.raises(Refused, match="not answered yet"):
        way.send_to_head(by=cast.clerk, record=record)
    again = way.send_to_head(by=cast.clerk, record=answered(cast, record))
    assert (again.state, again.round) == ("with_head", 2)


def test_without_a_clerk_the_chair_is_told(cast):
    record = way.send_to_head(by=cast.head_b, record=way.begin_record(group=held(cast, clerk=False)))
    disputed(cast, record)
    assert Letter.objects.first().to == cast.head_b.email


def test_it_cannot_be_locked_as_differing_in_the_first_round(cast):
    record = answered(cast, disputed(cast))
    with pytest.raises(Refused, match="after a second round"):
        way.lock_as_differing(by=cast.clerk, record=record)


def test_after_a_second_round_it_locks_with_the_heads_words_attached(cast):
    again = way.send_to_head(by=cast.clerk, record=answered(cast, disputed(cast)))
    first = again.remarks.get()
    record = disputed(cast, again, overall="Too harsh.")
    with pytest.raises(Refused, match="not answered yet"):
        way.lock_as_differing(by=cast.head_b, record=record)
    locked = way.lock_as_differing(by=cast.head_b, record=answered(cast, record))
    document = thaw(locked.document)
    assert (locked.state, locked.agreed_by, document.draft) == ("differs", None, False)
    words = [b.text for b in document.blocks if isinstance(b, Paragraph | Heading)]
    assert words[-6:] == [
        "Achievement, first draft", first.text, "Answer: The log shows none.",
        "Overall, second draft", "Too harsh.", "Answer: The log shows none.",
    ]  # fmt: skip


def test_a_remark_the_head_calls_settled_is_not_attached(cast):
    again = way.send_to_head(by=cast.clerk, record=answered(cast, disputed(cast)))
    record = way.say_not_accurate(
        by=cast.head_a, record=again, remarks={"overall": "Too harsh."}, settled=[again.remarks.get().pk]
    )
    assert [remark.section for remark in way.open_remarks(record)] == ["overall"]


def test_words_changed_since_the_head_read_them_are_sent_before_locking(cast):
    again = way.send_to_head(by=cast.clerk, record=answered(cast, disputed(cast)))
    record = answered(cast, disputed(cast, again, overall="Too harsh."))
    way.word_section(by=cast.clerk, record=record, section="area:achievement", text="Kinder.", was=FIRST)
    with pytest.raises(Refused, match="Send the record again"):
        way.lock_as_differing(by=cast.clerk, record=record)


def test_a_head_silent_for_ten_working_days_after_the_answer_ends_it(cast):
    again = way.send_to_head(by=cast.clerk, record=answered(cast, disputed(cast)))
    with pytest.raises(Refused, match="10 working days"):
        way.lock_as_differing(by=cast.clerk, record=again)
    assert way.lock_as_differing(by=cast.clerk, record=later(again, 40)).state == "differs"


def test_silence_alone_is_never_agreement_nor_a_difference(cast):
    record = later(with_head(cast), 400)
    with pytest.raises(Refused, match="stays not yet agreed"):
        way.lock_as_differing(by=cast.clerk, record=record)
    send_reminders()
    assert Record.objects.get().state == "with_head"


def test_the_head_is_reminded_once_after_ten_working_days(cast):
    record = with_head(cast)
    Letter.objects.all().delete()
    assert send_reminders() == 0
    later(record, 40)
    assert (send_reminders(), send_reminders()) == (1, 0)
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (cast.head_a.email, "Record still to be agreed: Alder Primary School")
    assert "standard" not in letter.text


def test_ten_working_days_skip_christmas(cast, monkeypatch):
    record = with_head(cast)
    Record.objects.update(sent_at=datetime(2026, 12, 18, 12, tzinfo=timezone.get_current_timezone()))
    for day, late in ((6, False), (7, True)):
        now = datetime(2027, 1, day, 9, tzinfo=timezone.get_current_timezone())
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        record.refresh_from_db()
        assert way.is_late(record) is late


def test_the_confidential_part_is_kept_apart_until_the_lock(cast):
    record = with_head(cast)
    way.keep_apart(by=cast.clerk, record=record, text="For three only.", was="")
    with pytest.raises(ChangedMeanwhile):
        way.keep_apart(by=cast.head_b, record=record, text="Other.", was="")
    assert "three only" not in str(Record.objects.get().document)
