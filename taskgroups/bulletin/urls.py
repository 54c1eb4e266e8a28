"""Addresses of Heads Up, below /heads-up/."""

from django.urls import URLPattern, URLResolver, path, register_converter

from taskgroups.bulletin.addresses import IssueDay
from taskgroups.bulletin.views import articles, by_email, desk, find, kept, moderate, pictures, read, say

register_converter(IssueDay, "issue_day")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", read.front, name="heads-up"),
    path("archive/", find.archive, name="heads-up-archive"),
    path("search/", find.search, name="heads-up-search"),
    path("feed/", find.feed, name="heads-up-feed"),
    path("pictures/<str:picture>/", pictures.picture, name="heads-up-picture"),
    path("desk/", desk.page, name="heads-up-desk"),
    path("desk/issues/add/", desk.add_issue, name="heads-up-issue-add"),
    path("desk/issues/<int:issue_id>/", desk.one_issue, name="heads-up-desk-issue"),
    path("desk/issues/<int:issue_id>/change/", desk.change_issue, name="heads-up-issue-change"),
    path("desk/sections/<int:section_id>/", desk.section, name="heads-up-section-change"),
    path("desk/sections/<int:section_id>/remove/", desk.remove_section, name="heads-up-section-remove"),
    path("desk/sections/<int:section_id>/add/", articles.add, name="heads-up-article-add"),
    path("desk/articles/<int:article_id>/", articles.change, name="heads-up-desk-article"),
    path("desk/articles/<int:article_id>/preview/", articles.preview, name="heads-up-article-preview"),
    path("desk/articles/<int:article_id>/step/", articles.step, name="heads-up-article-step"),
    path("desk/articles/<int:article_id>/publish/", articles.out, name="heads-up-article-publish"),
    path("desk/articles/<int:article_id>/pictures/", articles.add_picture, name="heads-up-picture-add"),
    path(
        "desk/articles/<int:article_id>/pictures/<str:picture>/remove/",
        articles.remove_picture,
        name="heads-up-picture-remove",
    ),
    path("desk/articles/<int:article_id>/comments/", articles.comments, name="heads-up-article-comments"),
    path("desk/issues/<int:issue_id>/by-email/", by_email.edition, name="heads-up-edition"),
    path("by-email/", by_email.page, name="heads-up-by-email"),
    path("by-email/confirm/<str:token>/", by_email.confirm, name="heads-up-confirm"),
    path("by-email/leave/<str:token>/", by_email.leave, name="heads-up-leave"),
    path("moderate/", moderate.page, name="heads-up-moderate"),
    path("moderate/spam/", moderate.spam, name="heads-up-moderate-spam"),
    path("moderate/<int:comment_id>/", moderate.one, name="heads-up-moderate-one"),
    path("moderate/<int:comment_id>/step/", moderate.step, name="heads-up-moderate-step"),
    path("kept/", kept.page, name="heads-up-kept"),
    path("comments/<int:comment_id>/report/", say.report, name="heads-up-report"),
    path("<issue_day:day>/", read.issue, name="heads-up-issue"),
    path("<issue_day:day>/print/", read.on_paper, name="heads-up-issue-print"),
    path("<issue_day:day>/<slug:section>/", read.section, name="heads-up-section"),
    path("<issue_day:day>/<slug:section>/print/", read.on_paper, name="heads-up-section-print"),
    path("<issue_day:day>/<slug:section>/<slug:article>/", read.article, name="heads-up-article"),
    path("<issue_day:day>/<slug:section>/<slug:article>/have-your-say/", say.page, name="heads-up-say"),
    path("<issue_day:day>/<slug:section>/<slug:article>/comments/feed/", find.said, name="heads-up-comments-feed"),
]
