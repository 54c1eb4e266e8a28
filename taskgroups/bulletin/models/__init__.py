"""The bulletin's tables."""

from taskgroups.bulletin.models.articles import Article, FormerAddress, Picture
from taskgroups.bulletin.models.by_email import Edition, Subscriber
from taskgroups.bulletin.models.comments import Comment, Report
from taskgroups.bulletin.models.found_by import FoundBy
from taskgroups.bulletin.models.issues import Issue, Section

__all__ = [
    "Article", "Comment", "Edition", "FormerAddress", "FoundBy", "Issue", "Picture", "Report", "Section", "Subscriber",
]  # fmt: skip
