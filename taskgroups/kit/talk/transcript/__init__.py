"""Meeting transcripts: read whatever a meeting tool saves into turns, and account for who asked and who advised."""

from taskgroups.kit.talk.transcript.account import Account, account, possible_chairs
from taskgroups.kit.talk.transcript.reading import Transcript, Turn, read

__all__ = ["Account", "Transcript", "Turn", "account", "possible_chairs", "read"]
