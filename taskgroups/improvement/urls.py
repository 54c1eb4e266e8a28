"""Addresses of improvement."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.improvement.views import action, actions, gaps, improvement, letters, progress, risk, rule, story

AT = "schools/<int:urn>/improvement/"
GAP = f"{AT}gaps/<slug:area>/<slug:place>/<slug:kind>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("actions/", actions.mine, name="my-actions"),
    path(AT, improvement.page, name="school-improvement"),
    path(f"{AT}issues/new/", improvement.add_issue, name="school-issue-add"),
    path(f"{AT}issues/<str:issue_id>/close/", improvement.close_issue, name="school-issue-close"),
    path(f"{AT}issues/<str:issue_id>/reopen/", improvement.reopen_issue, name="school-issue-reopen"),
    path("actions/letters/", letters.page, name="my-letters"),
    path(f"{AT}progress/", progress.page, name="school-progress"),
    path(f"{AT}gaps/", gaps.page, name="school-gaps"),
    path(f"{GAP}propose/", gaps.propose, name="school-gap-propose"),
    path(f"{GAP}set-aside/", gaps.put_aside, name="school-gap-aside"),
    path(f"{GAP}take-up/", gaps.take_it_up, name="school-gap-take-up"),
    path("schools/<int:urn>/risk/", risk.page, name="school-risk"),
    path("schools/<int:urn>/risk/story/", story.page, name="school-risk-story"),
    path("schools/<int:urn>/risk/expected/", risk.expected, name="school-inspection-expected"),
    path("risk-of-not-being-secure/", rule.page, name="risk-rule"),
    path(f"{AT}actions/", actions.page, name="school-actions"),
    path(f"{AT}actions/excel/", actions.excel, name="school-actions-excel"),
    path(f"{AT}actions/csv/", actions.csv, name="school-actions-csv"),
    path(f"{AT}actions/new/", action.add, name="school-action-add"),
    path(f"{AT}actions/<str:action_id>/", action.page, name="school-action"),
    path(f"{AT}actions/<str:action_id>/give/", action.give, name="school-action-give"),
    path(f"{AT}actions/<str:action_id>/<slug:verb>/", action.change, name="school-action-change"),
]
