"""How a connection to a database begins."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_postgresql_compiles_no_query_first() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite compiles none")
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
