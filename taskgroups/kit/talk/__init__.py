"""Is it a question, or advice? Tells the acts of a chair's talk apart. Pure: no Django, no network, no database."""

from taskgroups.kit.talk.judge import Clause, clauses, label, parts
from taskgroups.kit.talk.kinds import ACT_OF, ACTS, KINDS, WHY

__all__ = ["ACTS", "ACT_OF", "KINDS", "WHY", "Clause", "clauses", "label", "parts"]
