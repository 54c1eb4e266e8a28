"""An invented record, the length of a real one, for the tests and the benchmark."""

from taskgroups.kit.paper.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Table,
)

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 60" width="400" height="60">'
    '<rect width="260" height="24" y="18" fill="#1c5566"/><rect x="260" width="140" height="24" y="18" fill="#b1b4b6"/>'
    "</svg>"
)
AREAS = ("Leadership and management", "Quality of teaching", "Personal development", "Outcomes for pupils")


def record(number: int = 3, draft: bool = True) -> Document:
    """Return a record of four pages; `number` changes its words, so that no two need be alike."""
    return Document(
        title="Record of Task Group meeting",
        subtitle=f"Larkfield Primary School, meeting {number}",
        meta=(
            ("Host school", "Larkfield Primary School, URN 999101"),
            ("Date and place", "14 June 2017, 3:30pm to 5:15pm, the library"),
            ("Chair", "Imogen Ashdown, Ferncombe Junior School"),
            ("Clerk", "Tobias Quill"),
            ("Framework", "The 2015 common framework, handbook of August 2016"),
        ),
        blocks=(
            Heading(1, "Who was there"),
            Table(
                "Present",
                ("Name", "School", "Role"),
                [(f"Member {n}", f"School {n}", "Headteacher") for n in range(6)],
                (3, 4, 3),
            ),
            *(block for position, area in enumerate(AREAS) for block in _area(area, number + position)),
            Picture(DRAWING, "Two in three questions were questions, one in three was advice."),
            PageBreak(),
            Heading(1, "Actions"),
            Table(
                "Actions agreed at this meeting",
                ("Action", "Owner", "By", "Evidence that will prove it"),
                _actions(number),
                (4, 2, 2, 4),
            ),
            Heading(1, "Agreement"),
            Paragraph("The host head marks this record as accurate, or says what is not.", "hint"),
            Signature("Agreed as accurate by the host head", "", ""),
            Signature("Written by the clerk", "Tobias Quill", "16 June 2017"),
        ),
        footer="Larkfield Primary School. Shared with the members of this Task Group only.",
        draft=draft,
    )


def _area(area: str, number: int) -> list[Block]:
    return [
        Heading(1, area),
        Facts(
            (
                ("The school's judgement", "Good"),
                ("Last inspection", "Requires improvement, 12 March 2016"),
                ("The group's judgement", "Good, not yet secure"),
            )
        ),
        Heading(2, "What the group saw"),
        Bullets(
            [
                f"Writing books of {number + n} pupils in Year {n}: feedback is taken up within a week."
                for n in range(1, 5)
            ]
        ),
        Heading(2, "What the group asked"),
        Paragraph(
            f"How do you know that the {number} pupils who fell behind have caught up? Who else says so?", "quote"
        ),
        Paragraph("The headteacher showed the tracking of the spring term. " * 5),
        Paragraph("Evidence is still thin for the most able in Key Stage 1. " * 4),
        Paragraph("A moderated book from each year group was read aloud. " * 5),
    ]


def _actions(number: int) -> list[tuple[str, ...]]:
    return [
        (
            f"Moderate {number + n} pieces of writing with Ferncombe",
            "Rosalind Marsh, English lead",
            "20 October 2017",
            "Moderation notes signed by both schools, and the autumn writing books. " * 2,
        )
        for n in range(6)
    ]
