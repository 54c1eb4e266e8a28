"""The agenda proposed for one school: plain functions over a framework, no database."""

from taskgroups.meetings.agenda.gaps import AreaGaps
from taskgroups.meetings.agenda.proposing import LeftOut, Proposal, ProposedItem, Situation, propose

__all__ = ["AreaGaps", "LeftOut", "Proposal", "ProposedItem", "Situation", "propose"]
