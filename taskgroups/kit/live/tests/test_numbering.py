"""Events are numbered without gaps or doubles, and the same key is written once."""

import uuid

import pytest
from django.db import transaction

from taskgroups.kit.live import numbering
from taskgroups.kit.live.tests.board.models import Board, Note

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("board_tables")]


@pytest.fixture
def board() -> Board:
    return Board.objects.create(name="hall")


def test_events_are_numbered_from_one(board: Board) -> None:
    numbers = [numbering.append(Note(board=board, kind="note"))[0].number for _ in range(3)]
    assert numbers == [1, 2, 3]
    board.refresh_from_db()
    assert board.last_number == 3


def test_each_board_counts_for_itself(board: Board) -> None:
    other = Board.objects.create(name="gym")
    numbering.append(Note(board=board, kind="note"))
    assert numbering.append(Note(board=other, kind="note"))[0].number == 1


def test_a_stale_instance_does_no_harm(board: Board) -> None:
    stale = Board.objects.get(pk=board.pk)
    numbering.append(Note(board=board, kind="note"))
    assert numbering.append(Note(board=stale, kind="note"))[0].number == 2


def test_the_same_key_again_returns_the_first_and_writes_nothing(board: Board) -> None:
    key = uuid.uuid4()
    first, new = numbering.append(Note(board=board, kind="note", key=key, payload={"text": "first"}))
    again, new_again = numbering.append(Note(board=board, kind="note", key=key, payload={"text": "second"}))
    assert (new, new_again) == (True, False)
    assert (again.pk, again.payload) == (first.pk, {"text": "first"})
    assert Note.objects.count() == 1


def test_a_key_of_another_board_neither_shows_nor_stops_anything(board: Board) -> None:
    other = Board.objects.create(name="gym")
    theirs, _ = numbering.append(Note(board=other, kind="note"))
    ours, new = numbering.append(Note(board=board, kind="note", key=theirs.key))
    assert new
    assert ours.pk != theirs.pk


@transaction.atomic
def write_and_fail(board: Board) -> None:
    numbering.append(Note(board=board, kind="note"))
    raise RuntimeError


def test_a_number_whose_transaction_failed_is_given_again(board: Board) -> None:
    with pytest.raises(RuntimeError):
        write_and_fail(board)
    assert numbering.append(Note(board=board, kind="note"))[0].number == 1
