"""Letters that did not go, for whoever counts on them: on the page where they were sent from."""

from collections.abc import Collection

from taskgroups.kit.post.models import Letter, State


def undelivered(about: str, among: Collection[str]) -> dict[str, bool]:
    """Return which of these addresses did not get their last letter about something, and whether it is still tried.

    One query. A letter that waits for its first try is on its way, and not among them.
    """
    last = {
        letter.to: letter
        for letter in Letter.objects.filter(about=about, to__in=among).defer("text", "html").order_by("pk")
    }
    return {
        to: letter.state == State.WAITING
        for to, letter in last.items()
        if letter.state == State.GIVEN_UP or (letter.state == State.WAITING and letter.tries)
    }
