"""The bulletin's tables."""

from taskgroups.bulletin.models.articles import Article, FormerAddress, Picture
from taskgroups.bulletin.models.comments import Comment, Report
from taskgroups.bulletin.models.issues import Issue, Section

__all__ = ["Article", "Comment", "FormerAddress", "Issue", "Picture", "Report", "Section"]
