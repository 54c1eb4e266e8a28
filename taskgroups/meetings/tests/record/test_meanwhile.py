"""What was done to a record while somebody had one of its pages open: nothing is lost, and nothing signed unread."""

import pytest
from django.utils import timezone

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain import record as way
from taskgroups.meetings.domain import run
from taskgroups.meetings.models import Record
from taskgroups.meetings.record.gathering import facts_of
from taskgroups.meetings.record.sections import sections
from taskgroups.meetings.tests.record.cast import held, note, with_head
from taskgroups.meetings.tests.record.pages import at, post


def shown(response, name):
    return check_page(response.content, name).xpath(f"//main//input[@name='{name}']/@value")[0]


def sent_again(cast, record):
    """The record after a first round of which the head knows, and a second of which they do not."""
    record = way.say_not_accurate(by=cast.head_a, record=record, remarks={"overall": "Too harsh."})
    way.answer_remark(by=cast.clerk, record=record, remark=record.remarks.get(), answer="It is kinder now.")
    return way.send_to_head(by=cast.clerk, record=record)


def asked_four(cast):
    """A record of which Achievement has four questions, its address there, and their numbers in the log."""
    group = held(cast, close=False)
    where = group.agenda.get(area="achievement")
    numbers = [note(group, cast.head_b, "question", where, f"Why {n}?").number for n in range(4)]
    record = way.begin_record(group=run.close(by=cast.head_b, group=group))
    return record, at(record, "-section", section="area:achievement"), numbers


def test_the_second_clerk_sees_the_others_words_and_keeps_their_own(cast, as_):
    record, client = way.begin_record(group=held(cast)), as_(cast.clerk)
    address = at(record, "-section", section="overall")
    Record.objects.update(wording={"overall": "Theirs."})
    late = post(client, address, **{"overall-text": "Mine.", "was": "Old."})
    assert late.status_code == 422
    text = text_of(check_page(late.content, address))
    assert "They wrote:" in text
    assert "Theirs." in text
    assert "Mine." in late.content.decode()
    assert post(client, address, **{"overall-text": "Both.", "was": "Theirs."}).status_code == 302
    assert Record.objects.get().wording == {"overall": "Both."}


def test_words_of_a_clerk_stay_on_the_page_where_the_record_was_sent_meanwhile(cast, as_):
    record = with_head(cast)
    address = at(record, "-section", section="overall")
    page = check_page(as_(cast.clerk).post(address, {"overall-text": "Mine.", "was": "Old."}).content, address)
    section = page.xpath("//section[@id='overall']")[0]
    assert "The record is with the head." in text_of(page)
    assert section.xpath("string(.//textarea)").strip() == "Mine."
    assert "Your words above are not saved." in text_of(section)


def test_a_section_that_another_emptied_can_be_worded_again(cast, as_):
    record, client = way.begin_record(group=held(cast)), as_(cast.clerk)
    address = at(record, "-section", section="overall")
    Record.objects.update(wording={"overall": ""})
    late = post(client, address, **{"overall-text": "Mine.", "was": "Old."})
    assert "They left it empty." in text_of(check_page(late.content, address))
    itself = client.post(address, {"overall-text": "Mine.", "was": "Old."}, headers={"HX-Request": "true"})
    assert 'name="was" value=""' in itself.text
    section = check_page(late.content, address).xpath("//section[@id='overall']")[0]
    kept = section.xpath(".//input[@name='was']/@value")[0]
    assert post(client, address, **{"overall-text": "Mine.", "was": kept}).status_code == 302
    assert Record.objects.get().wording == {"overall": "Mine."}


def test_words_beside_too_many_questions_are_not_saved_so_that_they_may_be_worded_again(cast, as_):
    record, address, numbers = asked_four(cast)
    group, client = record.task_group, as_(cast.clerk)
    first = next(s.first for s in sections(facts_of(group)) if s.key == "area:achievement")
    before = facts_of(group).area("achievement").questions[0].number
    many = {"area-achievement-text": "Calmer.", "was": first, "ticked": before, "area-achievement-kept": numbers}
    refused = client.post(address, many)
    assert "Keep 3 questions at most" in text_of(check_page(refused.content, address))
    assert Record.objects.get().wording == {}
    again = many | {"area-achievement-text": "Calmer still.", "area-achievement-kept": numbers[:3]}
    assert client.post(address, again).status_code == 302
    assert Record.objects.get().wording == {"area:achievement": "Calmer still."}


def chosen(numbers, response):
    """What an open page sends, with these questions ticked."""
    section = check_page(response.content, "wording").xpath("//section[@id='area-achievement']")[0]
    return {name: section.xpath(f".//input[@name='{name}']/@value")[0] for name in ("was", "ticked")} | {
        "area-achievement-text": section.xpath("string(.//textarea)").strip(), "area-achievement-kept": numbers
    }  # fmt: skip


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_words_saved_from_a_page_opened_earlier_leave_the_questions_that_another_chose(cast, as_, headers):
    record, address, (one, two, *_) = asked_four(cast)
    client, first = as_(cast.clerk), facts_of(record.task_group).area("achievement").questions[0].number
    stale = chosen([first], client.get(at(record, "-wording")))
    way.keep_questions(by=cast.head_b, record=record, area="achievement", numbers=[one, two], was=[first])
    for words in ("Calmer.", "Calmer still."):
        answer = client.post(address, stale | {"area-achievement-text": words}, headers=headers)
        assert answer.status_code == (200 if headers else 302)
        stale["was"] = words
        assert Record.objects.get().kept_questions == {"achievement": [one, two]}
    assert Record.objects.get().wording == {"area:achievement": "Calmer still."}


@pytest.mark.parametrize("ticked", ["9" * 5000, "\N{SUPERSCRIPT TWO}", "one,two"])
def test_what_no_page_tells_of_its_ticks_is_no_tick(cast, as_, ticked):
    _, address, _ = asked_four(cast)
    client = as_(cast.clerk)
    said = {"area-achievement-text": "Calmer.", "was": "", "ticked": ticked, "area-achievement-kept": []}
    assert client.post(address, said, headers={"HX-Request": "true"}).status_code < 500


def test_the_second_to_choose_questions_sees_the_others_choice_and_keeps_their_own(cast, as_):
    record, address, (one, two, three, _) = asked_four(cast)
    client, first = as_(cast.clerk), facts_of(record.task_group).area("achievement").questions[0].number
    stale = chosen([first, three], client.get(at(record, "-wording")))
    way.keep_questions(by=cast.head_b, record=record, area="achievement", numbers=[one, two], was=[first])
    itself = client.post(address, stale, headers={"HX-Request": "true"})
    assert (itself.status_code, f'name="ticked" value="{one},{two}"' in itself.text) == (422, True)
    late = client.post(address, stale)
    section = check_page(late.content, address).xpath("//section[@id='area-achievement']")[0]
    assert "changed which questions mattered" in section.text_content()
    assert section.xpath(".//strong[.='They chose:']/following::ul[1]/li/text()") == ["Why 0?", "Why 1?"]
    assert section.xpath(".//input[@checked]/@value") == [str(first), str(three)]
    assert Record.objects.get().kept_questions == {"achievement": [one, two]}
    client.post(address, chosen([first, three], late))
    assert Record.objects.get().kept_questions == {"achievement": [first, three]}


def test_a_head_signs_the_draft_that_they_read(cast, as_):
    record, head = with_head(cast), as_(cast.head_a)
    first = shown(head.get(at(record)), "round")
    sent_again(cast, record)
    late = head.post(at(record, "-accurate"), {"agreed": "on", "round": first}, follow=True)
    assert "sent again after you opened the page" in late.text
    assert Record.objects.get().state == "with_head"
    head.post(at(record, "-accurate"), {"agreed": "on", "round": shown(late, "round")})
    assert Record.objects.get().state == "agreed"


def test_what_a_head_says_of_an_earlier_draft_is_kept_in_the_form_and_not_sent(cast, as_):
    record, head = with_head(cast), as_(cast.head_a)
    address = at(record, "-not-accurate")
    first = shown(head.get(address), "round")
    sent_again(cast, record)
    late = head.post(address, {"said-0": "There were two.", "round": first})
    assert (late.status_code, "There were two." in late.text, record.remarks.count()) == (422, True, 1)
    assert "sent again after you opened the page" in text_of(check_page(late.content, address))
    assert head.post(address, {"said-0": "There were two.", "round": shown(late, "round")}).status_code == 302


def signed(cast, record):
    way.mark_accurate(by=cast.head_a, record=record)
    return "Asha Alder agreed the record as accurate on"


def said(cast, record):
    way.say_not_accurate(by=cast.head_a, record=record, remarks={"overall": "Too harsh."})
    return "The record is with the clerk again."


def locked(cast, record):
    Record.objects.filter(pk=record.pk).update(state="differs", locked_at=timezone.now())
    return "with what the head had said attached"


@pytest.mark.parametrize("meanwhile", [signed, said, locked])
@pytest.mark.parametrize("words", ["There were two.", "Jamie Sparrow in Year 4 reads now."])
def test_a_head_whose_other_head_was_quicker_reads_what_happened_and_keeps_the_words(cast, as_, meanwhile, words):
    record, head = with_head(cast), as_(cast.head_a)
    address = at(record, "-not-accurate")
    sent = {"said-0": words, "round": shown(head.get(address), "round")}
    why = meanwhile(cast, record)
    there = record.remarks.count()
    late = head.post(address, sent)
    page = check_page(late.content, address)
    assert (late.status_code, why in text_of(page), record.remarks.count()) == (422, True, there)
    assert "Your words are kept below, and were not sent. Copy them" in text_of(page)
    assert page.xpath("string(//textarea[@name='said-0'])").strip() == words
    assert not page.xpath("//button[contains(., 'Send to the clerk')]")


def test_the_second_to_change_an_answer_sees_the_others_and_keeps_their_own(cast, as_):
    record = way.say_not_accurate(by=cast.head_a, record=with_head(cast), remarks={"overall": "Too harsh."})
    remark, client = record.remarks.get(), as_(cast.clerk)
    address = at(record, "-answer", remark=remark.pk)
    first = shown(client.get(address), "was")
    way.answer_remark(by=cast.head_b, record=record, remark=remark, answer="Theirs.")
    late = client.post(address, {"answer": "Mine.", "was": first})
    assert (late.status_code, "They wrote: “Theirs.”" in late.text, "Mine." in late.text) == (422, True, True)
    assert client.post(address, {"answer": "Both.", "was": shown(late, "was")}).status_code == 302
    assert record.remarks.get().answer == "Both."
