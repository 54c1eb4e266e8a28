"""A transcript of whatever tool becomes turns and an account; what is none is refused in a sentence."""

from pathlib import Path

import pytest

from taskgroups.kit.talk.transcript import Turn, account, read
from taskgroups.kit.talk.unreadable import Unreadable

TEAMS = """WEBVTT

3f2b/7-0
00:00:01.000 --> 00:00:03.000
<v Ros&#233; Ambler | Alder Trust>What have you</v>

3f2b/8-0
00:00:02.500 --> 00:00:03.100
<v Ben Carr>Sorry.</v>

3f2b/7-1
00:00:03.000 --> 00:00:04.500
<v Ros&#233; Ambler | Alder Trust>tried so far, and how do
you know it worked?</v>
"""
ZOOM = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nRose Ambler: Two things: what changed?\n\n2\n00:00:05.000 --> 00:00:06.000\nmumbling\n"
SRT = "1\r\n00:00:01,000 --> 00:00:04,000\r\nRose: Why?\r\n\r\n2\r\n00:00:05,000 --> 00:00:06,000\r\nBen: Because.\r\n"
SAVED = "[Rose Ambler] 10:02:09\nWhy is that?\n\n[Ben Carr] 10:02:19\nWell: it rained.\n"
SAVED_LINES = (
    "Rose Ambler\n00:02:09\nWhy is\nthat?\n\nBen Carr (Alder)\n00:02:19\nOne Thing: it rained.\n00:02:21\nA lot.\n"
)
MEET = "Task Group - 2026/11/20 15:51 GMT - Transcript\nAttendees\nRose Ambler, Ben Carr\n\n00:05:00\n\nRose Ambler: Why?\nBen Carr: It rained.\n\nTranscription ended after 00:30:30\n"
OTTER = "Rose Ambler  0:01\nWhy is\nthat?\n\nBen Carr  1:00:09\nIt rained.\n"
BRACKETED = "[00:00:01] Rose: Why?\n[00:00:04] Ben: It rained.\n"


def said(text: str | bytes) -> list[tuple[str, str]]:
    raw = text.encode() if isinstance(text, str) else text
    return [(turn.speaker, turn.text) for turn in read(raw).turns]


def test_teams_pieces_of_one_utterance_are_put_together() -> None:
    found = read(TEAMS.encode())
    assert found.format == "webvtt-teams"
    assert found.turns == [
        Turn("Rosé Ambler | Alder Trust", 1.0, 4.5, "What have you tried so far, and how do you know it worked?"),
        Turn("Ben Carr", 2.5, 3.1, "Sorry."),
    ]


def test_zoom_names_stand_before_the_first_colon_only() -> None:
    assert said(ZOOM) == [("Rose Ambler", "Two things: what changed?"), ("", "mumbling")]


def test_a_colon_within_brackets_is_part_of_a_name() -> None:
    assert said(ZOOM.replace("Rose Ambler:", "Rose Ambler (Head: Alder):"))[0] == (
        "Rose Ambler (Head: Alder)", "Two things: what changed?",
    )  # fmt: skip


@pytest.mark.parametrize("ended", ["Transcription ended after", "Meeting ended after", "Recording ended after"])
def test_the_last_line_of_google_meet_is_nobody_s_speech(ended: str) -> None:
    assert said(MEET.replace("Transcription ended after", ended))[-1] == ("Ben Carr", "It rained.")


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (SRT, "srt"),
        (SAVED, "zoom-captions"),
        (SAVED_LINES, "zoom-captions"),
        (MEET, "google-meet"),
        (OTTER, "otter"),
        (BRACKETED, "bracketed"),
    ],
)
def test_each_layout_is_known_and_read(text: str, layout: str) -> None:
    found = read(text.encode())
    assert (found.format, [turn.speaker.split()[0] for turn in found.turns]) == (layout, ["Rose", "Ben"])
    assert found.turns[0].text.startswith("Why")


def test_zoom_names_may_stand_on_the_line_above_the_time() -> None:
    assert read(SAVED_LINES.encode()).turns == [
        Turn("Rose Ambler", 129.0, 139.0, "Why is that?"),
        Turn("Ben Carr (Alder)", 139.0, 141.0, "One Thing: it rained. A lot."),
    ]
    assert said(SAVED_LINES.replace("\n\n", "\n")) == said(SAVED_LINES)


def test_a_title_above_the_first_time_does_not_make_google_meet_another_layout() -> None:
    found = read(MEET.replace("\n\n", "\n").encode())
    assert (found.format, [turn.speaker for turn in found.turns]) == ("google-meet", ["Rose Ambler", "Ben Carr"])


def test_a_time_reaches_to_the_next_where_only_beginnings_are_told() -> None:
    assert [(turn.start, turn.end) for turn in read(OTTER.encode()).turns] == [(1.0, 3609.0), (3609.0, 3609.0)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_other_encodings_are_read(encoding: str) -> None:
    assert said(SRT.replace("Why?", "Pourquoi, José?").encode(encoding))[0] == ("Rose", "Pourquoi, José?")


@pytest.mark.parametrize(
    "bad",
    [
        b"", b"  \n", b"WEBVTT\n", b"Minutes of a meeting\nNothing much was said.", b"\x89PNG\r\n\x1a\n\0\0\xff",
        b"WEBVTT\n\n00:00:01.000 --> 00:00:1d.000\nWhy?\n", b"1\n", b"1\n00:00:01,000 --> 00:0",
        b"00:00:01.000 --> 00:00:02.000\nno heading\n", b"\x01\x02\x03" * 99, "WEBVTT".encode("utf-16"),
        b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n\n", b"Rose Ambler\n00:02:09\n", b"Agenda\n10:00\nApologies\n",
        b"WEBVTT\n\n" + b"9" * 5000 + b":00:01.000 --> 00:00:02.000\nWhy?\n",
    ],
)  # fmt: skip
def test_what_is_no_transcript_is_refused_in_a_sentence(bad: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^The .*\.$"):
        read(bad)


def test_every_cut_of_a_file_is_read_or_refused() -> None:
    for text in (TEAMS, ZOOM, SRT, SAVED, SAVED_LINES, MEET, OTTER, BRACKETED):
        raw = text.encode()
        for end in range(0, len(raw), 3):
            try:
                assert read(raw[:end]).turns
            except Unreadable:
                continue


def test_a_file_larger_than_any_transcript_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.vtt"
    with path.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        read(path)


def test_the_account_is_of_the_chair_alone() -> None:
    found = account(read(TEAMS.encode()), "rosé ambler | alder trust").as_json()
    assert found["chair"] == {
        "name": "Rosé Ambler | Alder Trust", "questions": 2, "advice": 0, "other": 0, "share": None,
        "by_kind": {"open": 1, "evidence": 1},
    }  # fmt: skip
    assert found["speakers"][1] == {"name": "Ben Carr", "turns": 1, "words": 1, "seconds": 0.6}
    assert [clause["act"] for clause in found["turns"][0]["clauses"]] == ["question", "question"]


def test_a_share_is_told_from_ten_on() -> None:
    lines = ["What changed?"] * 8 + ["I would ring the hub."] * 2
    text = "\n".join(f"[00:00:{at:02}] Rose: {line}" for at, line in enumerate(lines))
    assert account(read(text.encode()), "Rose").share == 0.8
    assert account(read(text.rpartition("\n")[0].encode()), "Rose").share is None


def test_each_real_file_is_read_or_refused_in_a_sentence(shared_data: Path) -> None:
    files = sorted(path for path in (shared_data / "transcripts").rglob("*.*") if path.is_file())
    refused = []
    for path in files:
        try:
            assert read(path).turns
        except Unreadable:
            refused.append(path.name)
    assert refused == [
        "empty.vtt", "invalid.vtt", "invalid_format.sbv", "invalid_format1.srt", "invalid_format2.srt",
        "invalid_format3.srt", "invalid_format4.srt", "invalid_timeframe.sbv", "invalid_timeframe.vtt",
        "no_captions.vtt",
    ]  # fmt: skip


def test_the_real_zoom_meeting_has_its_speakers(shared_data: Path) -> None:
    found = read(shared_data / "transcripts" / "zoom_real_MIT_names_changed.vtt")
    assert {"Robin Thornton", "Rowan Ashby"} <= {turn.speaker for turn in found.turns}
