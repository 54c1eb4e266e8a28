"""The bulletin's tables."""

from taskgroups.bulletin.models.articles import Article, FormerAddress, Picture
from taskgroups.bulletin.models.issues import Issue, Section

__all__ = ["Article", "FormerAddress", "Issue", "Picture", "Section"]
