"""The register's schools, inspections, consortia, roles and sharing."""

from taskgroups.schools.models.consortium import Consortium, ConsortiumSchool, Invitation, Role
from taskgroups.schools.models.inspections import Inspection, InspectionGrade
from taskgroups.schools.models.register import Authority, District, Link, School, Trust
from taskgroups.schools.models.sharing import Audience, Sharing, Thing

__all__ = [
    "Audience",
    "Authority",
    "Consortium",
    "ConsortiumSchool",
    "District",
    "Inspection",
    "InspectionGrade",
    "Invitation",
    "Link",
    "Role",
    "School",
    "Sharing",
    "Thing",
    "Trust",
]
