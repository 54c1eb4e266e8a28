"""Where the register's layouts keep what we read. Names and telephone numbers of heads are not among it."""

COLUMNS = {
    "urn": "URN",
    "authority_code": "LA (code)",
    "authority_name": "LA (name)",
    "trust_code": "Trusts (code)",
    "trust_name": "Trusts (name)",
    "district": "DistrictAdministrative (name)",
    "name": "EstablishmentName",
    "number": "EstablishmentNumber",
    "kind": "TypeOfEstablishment (name)",
    "kind_group": "EstablishmentTypeGroup (name)",
    "status": "EstablishmentStatus (name)",
    "opened_on": "OpenDate",
    "closed_on": "CloseDate",
    "phase": "PhaseOfEducation (name)",
    "low_age": "StatutoryLowAge",
    "high_age": "StatutoryHighAge",
    "nursery_provision": "NurseryProvision (name)",
    "sixth_form": "OfficialSixthForm (name)",
    "gender": "Gender (name)",
    "religious_character": "ReligiousCharacter (name)",
    "diocese": "Diocese (name)",
    "capacity": "SchoolCapacity",
    "pupils": "NumberOfPupils",
    "free_meals_pct": "PercentageFSM",
    "street": "Street",
    "locality": "Locality",
    "town": "Town",
    "county": "County (name)",
    "postcode": "Postcode",
    "website": "SchoolWebsite",
    "easting": "Easting",
    "northing": "Northing",
    "changed_on": "LastChangedDate",
}
REQUIRED = [
    COLUMNS[field]
    for field in (
        "urn", "authority_code", "authority_name", "name", "kind", "status", "phase", "low_age", "high_age", "postcode"
    )
]  # fmt: skip
LINKS = ["URN", "LinkURN", "LinkName", "LinkType"]
LINKED = "Linked establishments"
INSPECTIONS_ONLY = "Ofsted phase"

PHASES = {
    "Nursery": "nursery",
    "Primary": "primary",
    "Middle deemed primary": "middle",
    "Middle deemed secondary": "middle",
    "Secondary": "secondary",
    "All-through": "all_through",
    "All through": "all_through",
    "16 plus": "post_16",
    "Sixth form": "post_16",
}


def layout_of(header: list[str]) -> str:
    """The layout a header has: links, search-results, 2017, 2024 or 2026.

    The search page's export ends in the linked establishments. Of the full extracts, the one of 2017 gives heads'
    honours, and the inspection columns are gone from the one of 2026.
    """
    if "LinkURN" in header:
        return "links"
    if LINKED in header:
        return "search-results"
    if "HeadHonours" in header or "CensusAreaStatisticWard (name)" in header:
        return "2017"
    return "2024" if "OfstedLastInsp" in header else "2026"
