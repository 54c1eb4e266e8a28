"""What needs a person: each file tells of one subject, `everything.py` of all of them."""

from taskgroups.home.waiting.everything import what_needs
from taskgroups.home.waiting.row import Waiting

__all__ = ["Waiting", "what_needs"]
