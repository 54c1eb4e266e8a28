"""What is written to those who get Heads Up by e-mail."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from taskgroups.bulletin.models import Issue, Subscriber
from taskgroups.bulletin.pages import first_told
from taskgroups.bulletin.queries import SectionOut, sections_out
from taskgroups.kit import post
from taskgroups.kit.design.words import day, paragraphs

LEAVE = "https://leave.invalid/"  # stands for the address each reader leaves by
CONFIRM = """Hello,

somebody asked for Heads Up, the bulletin of Task Groups, to be sent to this address. If it was you, open this
page and press the button on it:

{address}

If it was not, do nothing: nothing is sent, and the address is forgotten after seven days.
"""


@dataclass(frozen=True)
class Written:
    """An issue as an e-mail: its subject, and its words plain and as HTML, with LEAVE where the way out stands."""

    subject: str
    text: str
    html: str

    @property
    def framed(self) -> str:
        """The HTML as a page shows it in a frame: what is opened from it opens beside the page, not in the frame."""
        return self.html.replace("<head>", '<head><base target="_blank">', 1).replace(LEAVE, "#")

    def to(self, subscriber: Subscriber) -> tuple[str, str]:
        """Return text and HTML with the way out of one reader."""
        return self.text.replace(LEAVE, subscriber.leave_at), self.html.replace(LEAVE, subscriber.leave_at)


def confirming(subscriber: Subscriber) -> str:
    """Return the letter that asks whether an address is theirs."""
    return CONFIRM.format(address=post.link("heads-up-confirm", subscriber.token))


def written(issue: Issue) -> Written:
    """Return an issue as an e-mail, with what anybody may read of it now."""
    sections = sections_out(issue, timezone.now())
    context = {"issue": issue, "sections": sections, "home": settings.ADDRESS, "leave": LEAVE}
    html = render_to_string("bulletin/edition.jinja", context)
    return Written(str(issue), _plain(issue, sections), html)


def _plain(issue: Issue, sections: list[SectionOut]) -> str:
    lines = [f"HEADS UP, {day(issue.day)}", *paragraphs(issue.intro)]
    for one in sections:
        lines.append(one.section.name.upper())
        for article in one.articles:
            lines.append(f"{article.title}\n{first_told(article)}\n{settings.ADDRESS}{article.get_absolute_url()}")
    lines.append(f"You get this because you asked for it. To stop it, open this page and press the button:\n{LEAVE}")
    return "\n\n".join(lines) + "\n"
