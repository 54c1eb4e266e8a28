"""Handing letters to the mail server, each at most once."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from taskgroups.kit.post.models import Letter, State
from taskgroups.kit.post.out_of_date import contradicted
from taskgroups.kit.post.problems import in_words, is_for_good, may_be_settings, stops_all

OPPOSITE = "A later letter to the same person says the opposite: it was called off, or is on again."


@dataclass
class Delivered:
    """What one round did."""

    sent: int = 0
    failed: int = 0


def delivers() -> bool:
    """Say whether this installation sends mail at all: production does, a demonstration and a test keep it."""
    return bool(settings.MODE == "production")


def deliver_waiting(limit: int = 100) -> Delivered:
    """Send up to `limit` letters that are due and return how many went and how many did not.

    A letter is claimed before it is sent, so two processes never send the same one. Where one dies while sending, the
    letter stays claimed: it may have gone, so a person decides (`deliver_post --again`). Stops early when the mail
    server cannot be reached, takes nothing from us, or refuses two addresses running without blaming either; what was
    not tried stays due. What waits, and of which a later letter says the opposite, is given up before.
    """
    done, refused = Delivered(), ""
    if not delivers():
        return done
    if moot := contradicted(Letter.objects.due(timezone.now())):
        Letter.objects.filter(pk__in=moot, state=State.WAITING).update(state=State.GIVEN_UP, last_problem=OPPOSITE)
    for letter in Letter.objects.due(timezone.now())[:limit]:
        if not letter.claim(timezone.now()):
            continue
        problem = _hand_over(letter)
        if problem is None:
            done.sent, refused = done.sent + 1, ""
            continue
        done.failed += 1
        unexplained = letter.to if may_be_settings(problem) else ""
        if stops_all(problem) or (refused and unexplained not in ("", refused)):
            break
        refused = unexplained
    return done


def _hand_over(letter: Letter) -> Exception | None:
    try:
        as_mail(letter).send()
    except Exception as problem:
        letter.failed(timezone.now(), in_words(problem), for_good=is_for_good(problem))
        return problem
    letter.arrived(timezone.now())
    return None


def as_mail(letter: Letter) -> EmailMultiAlternatives:
    """Return the letter as a message. Its Message-ID is the same at every try, so that a second copy can be told.

    An invitation goes in twice: beside the text, where mail programs look for one, and as a file for those that do not.
    """
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ") or "localhost"
    headers = {"Message-ID": f"<{letter.message_id}@{domain}>", "Auto-Submitted": "auto-generated"}
    if letter.leave_at:  # mail programs show a button that posts there, without opening a page (RFC 8058)
        headers |= {"List-Unsubscribe": f"<{letter.leave_at}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(subject=letter.subject, body=letter.text, to=[letter.to], headers=headers)
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    for enclosure in letter.enclosures.all() if letter.pk else ():
        content = bytes(enclosure.content)
        if enclosure.is_invitation:
            mail.attach_alternative(content.decode(), enclosure.content_type)
            mail.attach(enclosure.name, content, "application/ics")
        else:
            mail.attach(enclosure.name, content, enclosure.content_type)
    return mail
