"""A token admits one person to one channel for twelve hours."""

import time_machine

from taskgroups.kit.live.tokens import Ticket, make_token, read_token


def test_a_token_tells_its_channel_and_person() -> None:
    assert read_token(make_token("room/a", 7)) == Ticket("room/a", "7")


def test_a_token_with_one_letter_changed_admits_nobody() -> None:
    token = make_token("room/a", 7)
    other = "A" if token[3] != "A" else "B"
    assert read_token(token[:3] + other + token[4:]) is None


def test_the_signature_of_one_channel_opens_no_other() -> None:
    ours, theirs = make_token("room/a", 7), make_token("room/b", 7)
    assert read_token(theirs.split(":")[0] + ":" + ours.split(":", 1)[1]) is None


def test_nothing_nonsense_and_something_signed_for_another_purpose_admit_nobody() -> None:
    from django.core import signing

    for token in ("", "x", "a:b:c", "\udcff", "é:é:é", signing.dumps(["room/a", "7"])):
        assert read_token(token) is None


def test_a_token_is_good_for_twelve_hours_and_no_longer() -> None:
    with time_machine.travel("2026-11-23 09:00", tick=False) as clock:
        token = make_token("room/a", 7)
        clock.move_to("2026-11-23 20:59")
        assert read_token(token)
        clock.move_to("2026-11-23 21:01")
        assert read_token(token) is None
