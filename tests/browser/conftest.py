"""The cast's world on a real server: for looking only, and for a meeting whose server and tablets come and go."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.patience import context_of
from tests.browser.spare import Spare
from tests.browser.tablet import WIDE, Meeting, Tablet
from tests.browser.visit import Visit
from tests.once import Made
from tests.serving import Server, copy_of, held_port

TakeTablet = Callable[..., Tablet]
LONGEST = ("test_journey", "test_away", "test_device", "test_live_page")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In the browser part, begin with what lasts longest, so that at the end no worker waits long for another.

    Each worker is handed two at first: after each journey comes a short one, not the other journey.
    """
    if not all(item.get_closest_marker("browser") for item in items):
        return
    items.sort(key=_place)
    journeys = sum(_place(item) == 0 for item in items)
    for at in range(1, 2 * journeys, 2):
        items.insert(at, items.pop())


def _place(item: pytest.Item) -> int:
    """Which of LONGEST a test's file is, or how many there are for any other."""
    found = [place for place, name in enumerate(LONGEST) if item.path.stem.startswith(name)]
    return found[0] if found else len(LONGEST)


@pytest.fixture(scope="session")
def visit(browser: Browser, world: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The world of the cast on a server, for looking only."""
    with Server(copy_of(world[0], tmp_path_factory.mktemp("browser"))) as server:
        yield Visit.begin(browser, server.url, world[1])


@pytest.fixture(scope="session")
def spare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spare]:
    """A process that waits to serve."""
    made = Spare(tmp_path_factory.mktemp("spare"))
    yield made
    made.end()


@pytest.fixture
def meeting(world: Made, spare: Spare) -> Iterator[Meeting]:
    """A Task Group under way, on a server and a copy of the world of its own."""
    spare.begin_with(world[0])
    with held_port() as port:
        made = Meeting(spare, port, world[1]["a"]["open"], world[1]["sessions"])
        made.start()
        yield made
        made.stop()


@pytest.fixture
def take(browser: Browser, meeting: Meeting) -> Iterator[TakeTablet]:
    """Take a tablet on which somebody is signed in: `take("head_b")` chairs, `take("clerk")` clerks.

    `lacks` is a script that takes away what some browsers do not have.
    """
    taken: list[Tablet] = []

    def one(who: str, lacks: str = "", **more: object) -> Tablet:
        context = context_of(browser, base_url=meeting.url, viewport=WIDE, **more)
        if lacks:
            context.add_init_script(lacks)
        taken.append(Tablet(context, meeting, works_alone=not lacks and more.get("service_workers") != "block"))
        taken[-1].begin_as(who)
        return taken[-1]

    yield one
    assert [tablet.broke for tablet in taken if tablet.broke] == []
    for tablet in taken:
        tablet.context.close()
