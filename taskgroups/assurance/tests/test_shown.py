"""A page within a page: its links are put through one function, and nothing in it can be pressed. No database."""

from taskgroups.assurance.sharing.shown import body_of, shown, styles_of

HEAD = '<html><head><link rel="stylesheet" href="/a.css"><link rel="stylesheet" href="/p.css" media="print"></head>'
FRAME = '<body><nav>ours</nav><div class="govuk-width-container tg-container">{}</main></div></body>'


def made(body: str, **leads: str) -> str:
    return shown(HEAD + FRAME.format(body), lambda link: leads.get(link.strip("/"), ""))


def test_only_the_body_of_the_page_is_there() -> None:
    assert made("<main><p>Words</p>") == "<p>Words</p>"


def test_a_link_leads_where_it_is_told_or_nowhere() -> None:
    assert made('<a class="x" href="/one/">1</a><a href="/two/">2</a>', one="/new/") == (
        '<a class="x" href="/new/">1</a><a>2</a>'
    )


def test_nothing_can_be_sent_or_pressed() -> None:
    form = '<form action="/x/" method="post"><input type="hidden" name="t" value="1"><input name="q"><button>Go</button></form>'
    assert made(form) == "<div><input disabled><button disabled>Go</button></div>"


def test_nothing_of_script_is_left() -> None:
    assert made('<p hx-get="/x/" data-module="m" onclick="f()">A</p><script>f()</script><p>B</p>') == "<p>A</p><p>B</p>"


def test_headings_go_down_and_names_get_a_prefix() -> None:
    said = made('<h1 id="top">T</h1><a href="#top">Up</a><section aria-labelledby="top two"></section>')
    assert said == (
        '<h2 id="seen-top">T</h2><a href="#seen-top">Up</a><section aria-labelledby="seen-top seen-two"></section>'
    )


def test_words_stay_as_they_were_escaped() -> None:
    assert made("<p title='&lt;\"'>&lt;b&gt; &amp; &#39;</p>") == ('<p title="&lt;&quot;">&lt;b&gt; &amp; &#39;</p>')


def test_another_kind_of_page_shows_nothing() -> None:
    assert body_of("<p>Plain</p>") == ""


def test_its_style_sheets_come_with_it_but_the_one_for_print() -> None:
    assert styles_of(HEAD) == ["/a.css"]
