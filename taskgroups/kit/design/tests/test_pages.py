"""The frame of every page, the error pages, and the rules that guard them."""

from typing import Any

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from jinja2 import UndefinedError

from taskgroups.kit.design import errors
from taskgroups.kit.design.environment import as_attributes, with_query
from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of

ERRORS = [
    (errors.bad_request, 400, "That could not be read"),
    (errors.forbidden, 403, "This is not yours to do"),
    (errors.not_found, 404, "There is no such page"),
    (errors.server_error, 500, "Something went wrong here"),
    (errors.csrf_failure, 403, "This form has been open too long"),
    (errors.too_large, 413, "The file is too large"),
]


def rendered(template: str, **context: Any) -> str:
    page: str = engines["jinja2"].env.from_string(template).render(**context)  # type: ignore[attr-defined]
    return page


def part(call: str, **context: Any) -> Any:
    name = call.split("(")[0]
    return parse(rendered('{% from "design/parts.jinja" import ' + name + " %}{{ " + call + " }}", **context))


@pytest.mark.parametrize(("page", "status", "heading"), ERRORS)
def test_an_error_page_keeps_the_rules_and_needs_no_database(page: Any, status: int, heading: str) -> None:
    answer = page(RequestFactory().post("/somewhere"))
    assert answer.status_code == status
    assert text_of(check_page(answer.content, page.__name__).find(".//h1")) == heading


@pytest.mark.parametrize("layout", ["page", "wide", "room"])
def test_a_layout_keeps_the_rules(layout: str, rf: RequestFactory) -> None:
    block = "item" if layout == "room" else "content"
    template = f'{{% extends "design/{layout}.jinja" %}}{{% block title %}}Plan{{% endblock %}}'
    html = rendered(template + f"{{% block {block} %}}<h1>Plan</h1>{{% endblock %}}", request=rf.get("/"))
    page = check_page(html, layout)
    assert (page.get("lang"), page.findtext(".//title")) == ("en-GB", "Plan – Task Groups")


def test_a_misspelt_name_fails_where_it_would_be_shown() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ scool }}")
    assert rendered("{% if scool is defined %}yes{% endif %}") == ""


def test_text_is_escaped() -> None:
    assert rendered("{{ text }}", text="<b>") == "&lt;b&gt;"


def test_a_tag_says_its_state_in_words_beside_its_mark() -> None:
    tag = part("tag('Not yet secure', 'bad')")
    assert text_of(tag) == "○Not yet secure"
    assert tag.xpath(".//*[@aria-hidden = 'true']/text()") == ["○"]


def test_a_form_carries_the_proof_of_origin(rf: RequestFactory) -> None:
    form = part("form_start('/x', request, hx_post='/x')", request=rf.get("/"))
    assert (form.get("method"), form.get("hx-post")) == ("post", "/x")
    assert form.xpath("./input/@name") == ["csrfmiddlewaretoken"]


def test_a_form_that_only_asks_carries_none(rf: RequestFactory) -> None:
    assert part("form_start('/x', request, method='get')", request=rf.get("/")).xpath(".//input") == []


def test_a_table_heads_each_row_and_labels_each_cell() -> None:
    table = part("table('Actions', ['Action', ('Days', 'number')], [['Moderate writing', 12]])")
    assert [text_of(head) for head in table.xpath(".//th[@scope = 'row']")] == ["Moderate writing"]
    assert table.xpath(".//td/span[@aria-hidden]/text()") == ["Days"]


def test_attributes_are_written_and_escaped() -> None:
    assert as_attributes({"hx_post": "/x?a=1&b", "hidden": True, "id": None}) == ' hx-post="/x?a=1&amp;b" hidden=""'


def test_one_part_of_the_query_is_changed(rf: RequestFactory) -> None:
    assert with_query(rf.get("/?phase=primary&page=1"), "page", 2) == "?phase=primary&page=2"


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ('<p style="color:red">', "style attribute on <p>"),
        ("<script>go()</script>", "<script> with text"),
        ('<button onclick="go()">Go</button>', "onclick attribute"),
        ("<h1>Two</h1>", "2 h1, not one"),
        ('<input name="x" id="x">', "'x' has no label"),
        ('<i id="a"></i><i id="a"></i>', "id 'a' is used twice"),
        ('<form method="post" action="/y"><button>Go</button></form>', "the form to '/y' has no proof of origin"),
        ('<img src="https://elsewhere.example/x.png" alt="">', "asks another host: https://elsewhere.example/x.png"),
        ("<h3>Deep</h3>", "h3 follows h1"),
        ('<div role="region" aria-label="Gaps"></div>' * 2, "2 regions are called 'Gaps'"),
        ('<a href="/x"></a>', "a link without words"),
    ],
)
def test_the_rules_find_what_breaks_them(wrong: str, problem: str, rf: RequestFactory) -> None:
    template = '{% extends "design/page.jinja" %}{% block title %}Plan{% endblock %}{% block content %}<h1>Plan</h1>'
    html = rendered(template + wrong + "{% endblock %}", request=rf.get("/"))
    with pytest.raises(AssertionError, match="plan: " + problem.replace("?", r"\?").replace("(", r"\(")):
        check_page(html, "plan")


def test_navigation_says_which_part_is_open(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    def parts(request: HttpRequest) -> list[tuple[str, str, bool]]:
        return [("Home", "/", False), ("Schools", "/schools/", True)]

    env = engines["jinja2"].env  # type: ignore[attr-defined]
    monkeypatch.setitem(env.globals, "navigation", parts)
    html = errors.not_found(rf.get("/"))
    assert html.status_code == 404
    page = parse(rendered('{% extends "design/page.jinja" %}', request=rf.get("/")))
    assert [text_of(link) for link in page.xpath("//nav//a[@aria-current]")] == ["Schools"]


def test_a_template_has_the_globals_of_all_and_looks_for_none_in_a_chain() -> None:
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    assert env.get_template("design/page.jinja").globals is env.globals
    assert env.from_string("{{ own }}", globals={"own": "1"}).render() == "1"
    assert "own" not in env.globals
