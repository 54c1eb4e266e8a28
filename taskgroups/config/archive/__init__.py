"""Everything out of an installation and back into another, whatever the database: `taskgroups backup` and `restore`."""

from taskgroups.config.archive.opening import restore
from taskgroups.config.archive.packing import back_up
from taskgroups.config.archive.tables import Refused

__all__ = ["Refused", "back_up", "restore"]
