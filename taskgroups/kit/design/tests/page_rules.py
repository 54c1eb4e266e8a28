"""What every page of the application keeps to. Other tests call `check_page` on whatever they open."""

from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

UNLABELLED = {"hidden", "submit", "button", "image", "reset"}


def check_page(html: str | bytes, url: str = "") -> HtmlElement:
    """Return the parsed page, or fail with every rule it breaks, each named with the address."""
    assert html, f"{url}: an empty answer; a redirect is not a page"
    page = parse(html)
    broken = [f"{url}: {problem}" for rule in RULES for problem in rule(page)]
    assert not broken, "\n".join(broken)
    return page


def parse(html: str | bytes) -> HtmlElement:
    """Return a page or a fragment as a tree to ask questions of."""
    text = html.decode() if isinstance(html, bytes) else html
    return lxml_html.fromstring(text)


def text_of(element: HtmlElement) -> str:
    """Return an element's text with runs of white space made one space."""
    return " ".join(element.text_content().split())


def _frame(page: HtmlElement) -> list[str]:
    problems = []
    if not page.get("lang"):
        problems.append("<html> has no lang")
    title = page.findtext(".//title") or ""
    if not title.split("–")[0].replace("Error:", "").strip():
        problems.append(f"the title says nothing of the page: '{title}'")
    if len(page.xpath("//h1")) != 1:
        problems.append(f"{len(page.xpath('//h1'))} h1, not one")
    if len(page.xpath("//main")) != 1:
        problems.append(f"{len(page.xpath('//main'))} main, not one")
    skip = page.xpath("//a[contains(@class, 'govuk-skip-link')]/@href")
    if not skip or not page.xpath("//*[@id = $id]", id=skip[0].lstrip("#")):
        problems.append("no skip link that leads somewhere")
    return problems


def _ids(page: HtmlElement) -> list[str]:
    twice = [name for name, count in Counter(page.xpath("//@id")).items() if count > 1]
    known = set(page.xpath("//@id"))
    named = {
        word
        for attribute in ("aria-describedby", "aria-labelledby")
        for value in page.xpath(f"//@{attribute}")
        for word in value.split()
    }
    lost = sorted(named - known)
    return [f"id '{name}' is used twice" for name in twice] + [
        f"aria names '{name}', which is not there" for name in lost
    ]


def _labels(page: HtmlElement) -> list[str]:
    labelled = set(page.xpath("//label/@for"))
    problems = []
    for control in page.xpath("//input | //select | //textarea"):
        if control.get("type", "text") in UNLABELLED:
            continue
        named = control.get("aria-label") or control.get("aria-labelledby") or control.xpath("ancestor::label")
        if control.get("id") not in labelled and not named:
            problems.append(f"'{control.get('name')}' has no label")
    problems += [f"label for '{name}', which is not there" for name in labelled - set(page.xpath("//@id"))]
    problems += [
        "a button without words"
        for button in page.xpath("//button")
        if not (text_of(button) or button.get("aria-label"))
    ]
    problems += [
        "a link without words" for link in page.xpath("//a[@href]") if not (text_of(link) or link.get("aria-label"))
    ]
    problems += ["a picture without alt" for _ in page.xpath("//img[not(@alt)]")]
    return problems


def _nothing_inline(page: HtmlElement) -> list[str]:
    problems = [f"style attribute on <{element.tag}>" for element in page.xpath("//*[@style]")]
    problems += ["<style> on the page" for _ in page.xpath("//style")]
    problems += [
        "<script> with text" for script in page.xpath("//script[not(@src)]") if script.get("type") != "application/json"
    ]
    problems += [f"{name} attribute" for element in page.iter() for name in element.attrib if name.startswith("on")]
    problems += [f"hx-on on <{e.tag}>" for e in page.iter() if any(n.startswith("hx-on") for n in e.attrib)]
    return problems


def _own_host(page: HtmlElement) -> list[str]:
    asked = page.xpath("//script/@src | //link/@href | //img/@src | //iframe/@src | //form/@action | //source/@src")
    return [f"asks another host: {address}" for address in asked if urlsplit(address).netloc]


def _forms(page: HtmlElement) -> list[str]:
    problems = []
    for form in page.xpath("//form"):
        posts = (form.get("method") or "get").lower() == "post" or form.get("hx-post")
        if posts and not form.xpath(".//input[@name = 'csrfmiddlewaretoken']"):
            problems.append(f"the form to '{form.get('action')}' has no proof of origin")
        if not form.xpath(".//button | .//input[@type = 'submit']"):
            problems.append(f"the form to '{form.get('action')}' has no button")
    return problems


def _headings(page: HtmlElement) -> list[str]:
    levels = [int(heading.tag[1]) for heading in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    return [f"h{now} follows h{before}" for before, now in pairwise(levels) if now > before + 1]


def _regions(page: HtmlElement) -> list[str]:
    """Somebody who hears the page goes from region to region by their names."""
    named = Counter(page.xpath("//*[@role = 'region']/@aria-label"))
    return [f"{count} regions are called '{name}'" for name, count in named.items() if count > 1]


RULES = (_frame, _ids, _labels, _nothing_inline, _own_host, _forms, _headings, _regions)
