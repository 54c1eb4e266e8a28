"""Addresses of evaluation: a school's judgements, and its evidence base."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.evaluation.views import (
    area,
    areas,
    coverage,
    evidence,
    evidence_edit,
    evidence_several,
    files,
    history,
    links,
    rule,
    saving,
)

JUDGED = "schools/<int:urn>/self-evaluation/"
AREA = f"{JUDGED}<slug:area>/"
EVIDENCE = "schools/<int:urn>/evidence/"
ITEM = f"{EVIDENCE}<str:item>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(JUDGED, areas.page, name="school-evaluation"),
    path(AREA, area.page, name="school-evaluation-area"),
    path(f"{AREA}save/", saving.save, name="school-evaluation-save"),
    path(f"{AREA}answer/", saving.answer, name="school-evaluation-grade"),
    path(f"{AREA}answer/<slug:descriptor>/", saving.answer, name="school-evaluation-answer"),
    path(f"{AREA}draft/", saving.draft, name="school-evaluation-draft"),
    path(f"{AREA}history/", history.page, name="school-evaluation-history"),
    path(f"{AREA}evidence/<slug:descriptor>/", links.page, name="school-evaluation-link"),
    path("strength-of-evidence/", rule.page, name="evidence-rule"),
    path(EVIDENCE, evidence.listing, name="school-evidence"),
    path(f"{EVIDENCE}add/", evidence_edit.add, name="school-evidence-add"),
    path(f"{EVIDENCE}add-several/", evidence_several.page, name="school-evidence-add-several"),
    path(f"{EVIDENCE}coverage/", coverage.page, name="school-evidence-coverage"),
    path(ITEM, evidence.page, name="school-evidence-item"),
    path(f"{ITEM}change/", evidence_edit.change, name="school-evidence-change"),
    path(f"{ITEM}withdraw/", evidence_edit.take_out, name="school-evidence-withdraw"),
    path(f"{ITEM}restore/", evidence_edit.put_back, name="school-evidence-restore"),
    path(f"{ITEM}file/", files.download, name="school-evidence-file"),
    path(f"{ITEM}versions/<int:number>/file/", files.earlier, name="school-evidence-earlier-file"),
]
