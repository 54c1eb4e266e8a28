"""A server on a database with the world of the cast."""

from collections.abc import Iterator

import pytest

from tests.once import Made
from tests.serving import Server, copy_of


@pytest.fixture(scope="package")
def server(world: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(copy_of(world[0], tmp_path_factory.mktemp("production"))) as running:
        yield running
