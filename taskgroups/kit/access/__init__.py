"""Who may do what: every view says so, and gets its object through the person who asks."""

from taskgroups.kit.access.declare import access, public, stated

__all__ = ["access", "public", "stated"]
