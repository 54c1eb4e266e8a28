"""Judgements kept over time, and the evidence base under them with everything it ever said."""

from taskgroups.evaluation.models.evidence import Evidence, EvidenceUse, evidence_file_name, new_public_id
from taskgroups.evaluation.models.judgement import Answer, Draft, Judgement
from taskgroups.evaluation.models.versions import EvidenceVersion, Withdrawal

__all__ = [
    "Answer",
    "Draft",
    "Evidence",
    "EvidenceUse",
    "EvidenceVersion",
    "Judgement",
    "Withdrawal",
    "evidence_file_name",
    "new_public_id",
]
