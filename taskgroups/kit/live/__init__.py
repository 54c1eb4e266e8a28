"""Live pages: numbered events from one table to many screens. Knows no meeting.

The table is the truth; a wake-up only says 'look'. Everything here speaks of a channel, a plain string
such as 'room/7f3a'. An application above says, once, in its `ready()`:

    live.register_source(last_numbers)   # which number each channel has reached
    live.register_gate(may_watch)        # who of these people may watch this channel
"""

from taskgroups.kit.live import chores
from taskgroups.kit.live.running import close, let_go
from taskgroups.kit.live.sources import register_gate, register_source
from taskgroups.kit.live.tokens import make_token

__all__ = ["chores", "close", "let_go", "make_token", "register_gate", "register_source"]
