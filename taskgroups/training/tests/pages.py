"""Where the pages of a training session are, and what they say."""

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.training.models import TrainingSession


def read(browser, address: str) -> str:
    """The words of a page that keeps the rules."""
    return text_of(check_page(browser.get(address).content, address))


def at(session: TrainingSession, page: str = "") -> str:
    """The address of a session, or of one of its pages."""
    return f"/training/sessions/{session.public_id}/{page}"
