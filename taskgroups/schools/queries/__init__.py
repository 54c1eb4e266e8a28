"""What is read about schools: lineage, inspections, searches, people."""

from taskgroups.schools.queries.lineage import Ancestor, ancestors, lineage

__all__ = ["Ancestor", "ancestors", "lineage"]
