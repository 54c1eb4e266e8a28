"""What a school owns taken out."""

from taskgroups.assurance.models.owning import Archive

__all__ = ["Archive"]
