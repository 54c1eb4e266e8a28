"""The whole way of a Task Group, from an empty installation to an action that is done, told once for any register."""

import io
import re
from datetime import timedelta
from pathlib import Path

from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from taskgroups.schools.policy import today
from tests.browser.in_the_room import Chair, Clerk, News
from tests.browser.people import Head, Lead, Town

QUESTION, ANSWER = "What shows that reading has improved?", "The spring log, sampled by governors."
ACTION, WHY = "Sample ten reading logs each week", "The log shows it across two year groups."


def walk(town: Town, authority: str, file: Path) -> None:
    """Walk it, as five people."""
    lead, chair, clerk = Lead(town, "Lena Lead"), Chair(town, "Chris Chair"), Clerk(town, "Kim Clerk")
    head, deputy = Head(town, "Hana Head"), Head(town, "Dev Deputy")
    group = set_up(town, authority, lead, chair, clerk, head, deputy)
    area = prepare(group, lead, chair, clerk, head, file)
    meet(group, area, chair, clerk, head, deputy)
    afterwards(group, clerk, head, file)
    for one in (lead, chair, clerk, head, deputy):
        took = one.heard.take()
        assert took == [], took


def set_up(town: Town, authority: str, lead: Lead, chair: Chair, clerk: Clerk, head: Head, deputy: Head) -> str:
    """The first people are invited by command, the lead forms the consortium and plans; return the group's address."""
    lead.accept_invitation(town.invite(lead.email, "lead", "--consortium", "Journey"))
    lead.form_consortium("journey", authority, town.host, town.other)
    lead.sees("2 joined")
    links = town.invite_all(
        (head.email, "--role", "head", "--school", town.host),
        (deputy.email, "--role", "leader", "--school", town.host),
        (chair.email, "--role", "chair", "--consortium", "journey"),
        (clerk.email, "--role", "clerk", "--consortium", "journey"),
    )
    for one, link in zip((head, deputy, chair, clerk), links, strict=True):
        one.accept_invitation(link)
    in_two_days = today() + timedelta(days=2)  # so that it is not today, even if it strikes midnight meanwhile
    return lead.plan("journey", in_two_days, chair.name, clerk.name)


def prepare(group: str, lead: Lead, chair: Chair, clerk: Clerk, head: Head, file: Path) -> str:
    """Invitations and replies; the school judges, adds evidence and sends; return the first area's name."""
    lead.send_invitations()
    for one in (chair, clerk, head):
        one.reply_from_the_letter()
    lead.goto(f"{group}people/")
    expect(lead.page.get_by_text("Coming").first).to_be_visible()
    area = head.judge_first_area()
    head.add_evidence("Reading log, spring", file)
    with chair.context.expect_console_message(lambda said: "404" in said.text):  # the browser's own note
        chair.goto(f"{group}papers/")
    chair.sees("There is no such page")
    chair.heard.take()
    head.send_preparation(group)
    chair.goto(f"{group}papers/")
    chair.sees("Books read at home have doubled since spring.")
    return area


def meet(group: str, area: str, chair: Chair, clerk: Clerk, head: Head, deputy: Head) -> None:
    """Three screens see each other's acts within a second; an action belongs to the host school."""
    news = News()
    chair.open_room(group)
    clerk.enter(group)
    head.goto(f"{group}room/")
    expect(head.page.locator("[data-live-state]")).to_have_text("Connected")
    chair.go_to(area)
    for one in (clerk, head):
        news.reaches(one, "#room-item", area)
    chair.ask(QUESTION)
    for one in (clerk, head):
        news.reaches(one, "#room-item", QUESTION)
    clerk.note_answer(ANSWER)
    for one in (chair, head):
        news.reaches(one, "#room-item", ANSWER)
    grade = chair.agree(WHY)
    news.reaches(head, "#room-agreed", grade)
    owner = clerk.panel("action") and clerk.offer_owner(chair.name)
    refused = clerk.set_action(ACTION, owner)
    expect(refused.get_by_text("The school and its leaders are responsible for improvement.").first).to_be_visible()
    options = clerk.page.locator("#do-action select[name=owner] option", has_text=deputy.name)
    clerk.set_action(ACTION, options.get_attribute("value") or "")
    news.reaches(head, "#room-agreed", ACTION)
    assert news.came_within_a_second(), (news.took, news.page_took)
    chair.close(group)
    expect(head.page.locator("#room-head")).to_contain_text("Closed")


def afterwards(group: str, clerk: Clerk, head: Head, file: Path) -> None:
    """The record is drafted, sent, agreed and taken along; the action is done once there is evidence."""
    clerk.goto(f"{group}record/")
    for words in (QUESTION, ACTION, WHY):
        clerk.sees(re.compile(re.escape(words)))
    clerk.send_record(group)
    head.agree_record(group)
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(head.downloads("PDF"))).pages)
    written = Document(io.BytesIO(head.downloads("Word")))
    words = "\n".join([p.text for p in written.paragraphs] + [c.text for t in written.tables for c in t._cells])
    for what in (ACTION, WHY):
        assert (what in " ".join(printed.split()), what in words) == (True, True)
    head.close_action(ACTION, "Reading log, spring")
