"""Noticing what may be a pupil's name."""

import time

import pytest

from taskgroups.kit.design.pupil_names import looks_like_pupil_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jamie Sparrow in Year 4 now reads fluently", "Jamie Sparrow"),
        ("The pupil Aoife O'Donnell has an EHCP", "Aoife O'Donnell"),
        ("SEND review: Zofia Wren-Hill made progress", "Zofia Wren-Hill"),
        ("Case study of Tariq M. after his suspension", "Tariq M."),
        ("Y6: Ngozi Heron", "Ngozi Heron"),
        ("Attendance of Élodie Marsh rose", "Élodie Marsh"),
        ("Teach Jamie Sparrow (4B) in a small group", "Jamie Sparrow"),
        ("Jamie Sparrow came back once his mum had met the head", "Jamie Sparrow"),
        ("Jamie Sparrow, a pupil whose teacher left", "Jamie Sparrow"),
        ("Jane Wren, Year 3 teacher, and the pupil Tom Heron", "Tom Heron"),
    ],
)
def test_a_first_name_and_surname_near_a_word_about_pupils_is_noticed(text: str, name: str) -> None:
    assert looks_like_pupil_name(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Callum in Year 4 reads every day", "Callum"),
        ("Zara (Y5) has caught up", "Zara"),
        ("We asked the pupil Callum", "Callum"),
        ("Zara’s mum comes in on Fridays", "Zara"),
        ("Callum stayed at home until his mum rang", "Callum"),
        ("Her dad says Zara is happier", "Zara"),
        ("Callum's attendance is 71%", "Callum"),
        ("Zara, SEND, joined in May", "Zara"),
        ("We saw Mohammed, who is in Reception", "Mohammed"),
    ],
)
def test_a_usual_first_name_right_beside_words_about_one_pupil_is_noticed(text: str, name: str) -> None:
    assert looks_like_pupil_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Year 4 books, Autumn term",
        "Pupil Premium review by Saltshire County",
        "Learning Walk: Year 6 reading",
        "Minutes of the meeting with Jane Wren about the roof",
        "Pupil survey, March 2026: 210 answers",
        "Reading in Early Years, seen with the Deputy Head",
        "Quality of Education: Key Stage 2 pupils",
        "pupils say they feel safe",
        "Phonics in Year 1, Oracy in Year 4",
        "Little Stars nursery, Ruby class, Willow in Year 2",
        "His mum and her dad came to Forest School",
        "What do pupils who join in Year 4 know by the end of the year?",
    ],
)
def test_ordinary_notes_are_left_alone(text: str) -> None:
    assert looks_like_pupil_name(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Patel, Year 3 teacher, showed the books",
        "Mrs Jane Wren taught the Year 4 class",
        "Headteacher Jane Wren met the pupils",
        "Jane Wren, Year 3 teacher, showed the books",
        "Jane Wren (SENCO) leads SEND",
        "The SENCO, Jane Wren, wrote the EHCP",
        "Jane Wren is the new Year 6 lead",
        "Lewis Alder to check Year 4 books",
        "Lewis Alder asked how pupils in Year 4 read",
        "Jane Wren said that she will look at the roof",
        "Sarah, Year 4 teacher",
        "Aisha (SEND lead) showed it",
        "Dr Callum Heron, school nurse, saw Year 5",
        "Mr Ben’s Year 4 class",
    ],
)
def test_staff_with_a_title_or_a_role_are_left_alone(text: str) -> None:
    assert looks_like_pupil_name(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Year 4 visited Sparrow Hill Primary",
        "Oak Tree Hill Junior School, SEND review",
        "St Mary’s Catholic Primary School, Year 6",
        "Holy Trinity and Alder Primary School compared Year 2 writing",
        "Year 5 went to Jubilee Gardens Museum",
        "Cedar High School takes our Year 6",
    ],
)
def test_schools_and_places_are_left_alone(text: str) -> None:
    assert looks_like_pupil_name(text) == ""


@pytest.mark.parametrize(
    "piece", ["Aa Bb ", "Aa Bb Year 4 ", "Callum ", "Callum's ", "Jamie Sparrow, the the the the ", "her mum a ", "A’"]
)
def test_a_long_text_is_read_quickly(piece: str) -> None:
    began = time.perf_counter()
    looks_like_pupil_name(piece * (60_000 // len(piece)))
    assert time.perf_counter() - began < 2
