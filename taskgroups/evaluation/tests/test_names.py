"""Noticing what may be a pupil's name."""

import pytest

from taskgroups.evaluation.names import looks_like_pupil_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jamie Sparrow in Year 4 now reads fluently", "Jamie Sparrow"),
        ("The pupil Aoife O'Donnell has an EHCP", "Aoife O'Donnell"),
        ("SEND review: Zofia Wren-Hill made progress", "Zofia Wren-Hill"),
        ("Case study of Tariq M. after his suspension", "Tariq M."),
        ("Y6: Ngozi Heron", "Ngozi Heron"),
        ("Attendance of Élodie Marsh rose", "Élodie Marsh"),
    ],
)
def test_a_first_name_and_surname_near_a_word_about_pupils_is_noticed(text: str, name: str) -> None:
    assert looks_like_pupil_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Year 4 books, Autumn term",
        "Pupil Premium review by Saltshire County",
        "Learning Walk: Year 6 reading",
        "Mrs Jane Wren taught the Year 4 class",
        "Headteacher Jane Wren met the pupils",
        "Minutes of the meeting with Jane Wren about the roof",
        "Pupil survey, March 2026: 210 answers",
        "Reading in Early Years, seen with the Deputy Head",
        "Quality of Education: Key Stage 2 pupils",
        "pupils say they feel safe",
    ],
)
def test_ordinary_notes_are_left_alone(text: str) -> None:
    assert looks_like_pupil_name(text) == ""


def test_a_long_text_is_read_quickly() -> None:
    assert looks_like_pupil_name("Aa Bb " * 3000) == ""
