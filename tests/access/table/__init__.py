"""Who gets in, written by hand from what Task Groups promise to schools, never from what the code answers.

The record, the evidence and the judgements belong to the host school, whose head decides who sees them. In the world
of these tests (`tests/world.py`) school A shares its self-evaluation with its Task Group, its evidence with nobody,
its improvement with the heads and the lead of its consortium, its agreed records with the authority too; school D
shares nothing, and of the cast only the stranger (its head) belongs to it. The administrator reads no school's content.
"""

from tests.access.rows import CAST, Row
from tests.access.table.chairs import ACCREDITATION, DIRECTORY, TRAINING
from tests.access.table.everybody import ACCOUNT, BULLETIN, FRAMEWORKS, FRONT
from tests.access.table.meeting import PLAN, PRACTICE, RECORD, ROOM, TAKEN_OUT
from tests.access.table.school import ACTIONS, ASSURANCE, EVALUATION, OWNING, SCHOOLS
from tests.access.table.together import OUTCOMES, PARTICIPATION, ROUNDS, TRACK

ROWS: dict[str, Row] = (
    ACCOUNT
    | FRONT
    | FRAMEWORKS
    | BULLETIN
    | EVALUATION
    | SCHOOLS
    | ACTIONS
    | ASSURANCE
    | OWNING
    | PLAN
    | ROOM
    | RECORD
    | TAKEN_OUT
    | PRACTICE
    | TRAINING
    | ACCREDITATION
    | DIRECTORY
    | ROUNDS
    | PARTICIPATION
    | OUTCOMES
    | TRACK
)

__all__ = ["CAST", "ROWS"]
