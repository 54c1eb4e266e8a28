"""Addresses of what a school shows the world, and of what it owns."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.assurance.views import (
    afterwards,
    governors,
    leaving,
    links,
    owning,
    person,
    retention,
    seeing,
    statement,
)

SCHOOL = "schools/<int:urn>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("schools/<int:urn>/owning/", owning.page, name="school-owning"),
    path("schools/<int:urn>/owning/archive/", owning.ask, name="school-archive-ask"),
    path("schools/<int:urn>/owning/archive/<str:archive>/", owning.download, name="school-archive"),
    path("schools/<int:urn>/owning/leave/", leaving.page, name="school-leave"),
    path("schools/<int:urn>/owning/come-back/", leaving.back, name="school-come-back"),
    path("retention/", retention.page, name="retention"),
    path("impact-assessment/", retention.impact, name="impact-assessment"),
    path("you/everything/", person.own, name="you-everything"),
    path("accounts/<int:account_id>/everything/", person.of_account, name="account-everything"),
    path("accounts/<int:account_id>/erase/", person.erase, name="account-erase"),
    path(f"{SCHOOL}statement/", statement.page, name="school-statement"),
    path(f"{SCHOOL}statement/choose/", statement.choose, name="school-statement-choose"),
    path(f"{SCHOOL}statement/preview/", statement.preview, name="school-statement-preview"),
    path(f"{SCHOOL}statement/withdraw/", statement.withdraw, name="school-statement-withdraw"),
    path(f"{SCHOOL}statement/pdf/", statement.pdf, name="school-statement-pdf"),
    path(f"{SCHOOL}statement/word/", statement.word, name="school-statement-word"),
    path(f"{SCHOOL}statement/links/", links.make, name="school-statement-link"),
    path(f"{SCHOOL}statement/links/<int:link_id>/revoke/", links.revoke, name="school-statement-revoke"),
    path("task-groups/<str:group_id>/afterwards/", afterwards.page, name="task-group-answers"),
    path("consortia/<slug:slug>/afterwards/", afterwards.counts, name="consortium-answers"),
    path(f"{SCHOOL}governors/", governors.page, name="school-governors"),
    path(f"{SCHOOL}governors/choose/", governors.choose, name="school-governors-choose"),
    path(f"{SCHOOL}governors/pdf/", governors.pdf, name="school-governors-pdf"),
    path(f"{SCHOOL}one-side/", governors.one_side, name="school-one-side"),
    path(f"{SCHOOL}sharing/seen/", seeing.page, name="school-sharing-seen"),
    path("statements/<str:token>/", links.opened, name="statement"),
    path("statements/<str:token>/pdf/", links.opened_pdf, name="statement-pdf"),
    path("statements/<str:token>/word/", links.opened_word, name="statement-word"),
]
