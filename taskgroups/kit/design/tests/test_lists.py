"""What an address asks of a list."""

import pytest

from taskgroups.kit.design.lists import whole


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("0", 0), ("9" * 18, int("9" * 18))])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize("text", ["", "²", "١٢", "-1", "1.5", "9" * 19, " 1"])
def test_what_no_database_holds_is_none(text: str) -> None:
    assert whole(text) is None
