"""The attendance list as it comes in: what is wrong is said row by row, the rest is kept."""

import pytest

from taskgroups.training.attendance_sheet import packed, read_attendance, unpacked

NAMES = {11: "Asha Alder", 12: "Ben Birch", 13: "=Carys Cedar"}


def read(*rows: str, head: str = "Number,Name,Came"):
    return read_attendance("\n".join([head, *rows]), NAMES)


def test_yes_no_and_nothing_are_understood() -> None:
    found = read("11,Asha Alder,Yes", "12,Ben Birch, no", "13,,")
    assert (found.came, found.wrong) == ({11: True, 12: False}, [])


def test_a_sheet_that_a_spreadsheet_wrote_anew_is_read() -> None:
    found = read_attendance("\ufeffnumber;came\r\n11;X\r\n;\r\n", NAMES)
    assert (found.came, found.wrong) == ({11: True}, [])


def test_a_name_that_was_made_harmless_is_still_the_name() -> None:
    assert read("13,'=Carys Cedar,Yes").came == {13: True}


def test_no_is_wrong_for_who_entered_the_code_and_yes_is_right() -> None:
    found = read_attendance("Number,Came\n11,No\n12,Yes\n13,No", NAMES, by_code={11, 12})
    assert (found.came, [one.line for one in found.wrong]) == ({12: True, 13: False}, [2])
    assert found.wrong[0].why.startswith("Asha Alder entered the code in the room, so a No in a file changes nothing.")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("99,Asha Alder,Yes", "The number is ‘99’, which is nobody on the list"),
        (",Asha Alder,Yes", "The number is nothing, which is nobody on the list"),
        ("²,Asha Alder,Yes", "The number is ‘²’"),
        ("11,Ben Birch,Yes", "Number 11 is Asha Alder, not Ben Birch"),
        ("11,Asha Alder,perhaps", "Came says ‘perhaps’. Write Yes or No"),
    ],
)
def test_a_wrong_row_says_why_and_the_rest_stays_right(row: str, why: str) -> None:
    found = read("12,Ben Birch,Yes", row)
    assert (found.came, [one.line for one in found.wrong]) == ({12: True}, [3])
    assert found.wrong[0].why.startswith(why)


def test_a_person_twice_is_said() -> None:
    found = read("11,,Yes", "11,,No")
    assert (found.came, [one.line for one in found.wrong]) == ({11: True}, [3])


def test_lines_may_end_as_old_spreadsheets_end_them() -> None:
    assert read_attendance("Number,Came\r11,Yes\r12,No\r", NAMES).came == {11: True, 12: False}


def test_a_file_that_is_no_table_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="The file has no rows of cells"):
        read("11," + "x" * 200_000)


def test_a_file_without_the_columns_is_refused_whole() -> None:
    with pytest.raises(ValueError, match="does not name the columns Number and Came"):
        read("11,Yes", head="Name,There")


def test_what_a_form_carries_is_read_again_and_nothing_else() -> None:
    assert unpacked(packed({12: False, 11: True})) == {11: True, 12: False}
    assert unpacked("11=1 x=1 12 ²=1 " + "9" * 30 + "=1") == {11: True}
