"""Wake-up by PostgreSQL's NOTIFY: in the transaction of the event itself, so told if and only if it is committed."""

import json
from typing import Any

import psycopg
from django.db import connection

from taskgroups.kit.live.hub import Hub
from taskgroups.kit.live.waking import Listening, take_notice

CHANNEL = "taskgroups_live"
# So that a database host that vanished is noticed within half a minute, not within hours.
ALIVE = {"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}


class PostgresNotify(Listening):
    """Listen on one connection of this process."""

    lost = (psycopg.Error, OSError)

    def __init__(self, parameters: dict[str, Any]) -> None:
        super().__init__()
        self.parameters = ALIVE | parameters

    def tell(self, notice: list[object]) -> None:
        """Notify within the transaction under way."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(notice)])

    async def _listen(self, hub: Hub) -> None:
        async with await psycopg.AsyncConnection.connect(**self.parameters, autocommit=True) as ear:
            await ear.execute(f"LISTEN {CHANNEL}")
            await self._begin(hub)
            async for notice in ear.notifies():
                take_notice(hub, notice.payload)
