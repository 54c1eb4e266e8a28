"""Devices that go away from the network: what they keep, and how it is delivered once when they are back.

The scripts in `static/away` keep entries and pages on the device; `delivery` answers them. What an entry means, and how
it is shown while it waits, is for the application above to say.
"""

from taskgroups.kit.away.delivery import done, is_delivery, refused, told_at

__all__ = ["done", "is_delivery", "refused", "told_at"]
