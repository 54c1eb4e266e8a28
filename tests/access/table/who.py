"""Names of the cast that rows of several parts share."""

from tests.access.rows import names

STRANGER = names("stranger")
HOST = names("head_a leader_a governor_a")
HEAD = names("head_a")
SEATED = HOST | names("head_b head_c clerk observer")
LEAD = names("lead")
ADMINISTRATOR = names("administrator")
