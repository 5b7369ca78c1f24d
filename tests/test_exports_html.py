"""The HTML report: what the page holds, and what a browser makes of it."""

from __future__ import annotations

import datetime
import io
import re
import sys
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("jinja2", reason="HTML reports need the extra 'report'")

from browser import Browser, browser_in
from factories import catalog, text, work
from growth import assert_linear
from itu_catalog.catalog import embedded_catalog
from itu_catalog.checking import Checked, Run, Suppressed, Why, begin, check_source
from itu_catalog.errors import MissingExtra
from itu_catalog.exports import Presentation, html, report_on, written
from itu_catalog.exports.cards import cards_of
from itu_catalog.exports.highlighting import blocks_of
from itu_catalog.exports.histories import history_of
from itu_catalog.readers.source import Piece, Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

CORE = embedded_catalog()
DAY = datetime.date(2020, 6, 9)
RUN = Run(CORE, DAY, asked=True)
TODAY = Run(CORE, CORE.as_of)
TEXT = """\
See Rec. ITU-T X.509 (2016), ITU-T X.1044 and ITU-T X.1402.
Again ITU-T X.1044, the ITU-T X.500-series and ITU-T Z.140.
"""
HOSTILE = (
    "</script><script>document.title='owned'</script> ITU-T X.1044 “\"><img src=x onerror=\"document.title='owned'\">”"
    " {{ 7*7 }} {% raw %} <!-- --> <style>*{display:none}</style> ITU-R X.509 &lt;b&gt; \x00\x1b\u202e</article>"
)
HOSTILE_NAME = "</title><script>document.title='owned'</script>\"'><svg onload=document.title='owned'>\n.txt"


def checked(text: str = TEXT, name: str = "memo.txt", run: Run = RUN) -> Checked:
    """Judge a text."""
    return check_source(Source.of_text(text, name), run)


def page(*inputs: Checked, run: Run = RUN) -> str:
    """Write a page on some inputs."""
    return "".join(written("html", run, inputs, Presentation(several=len(inputs) > 1)))


class Outline(HTMLParser):
    """What a page is made of: elements with their attributes, identifiers, links, headings, text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)
        self.ids = [values["id"] for _, values in self.elements if "id" in values]
        self.targets = [
            values["href"][1:] for _, values in self.elements if values.get("href", "").startswith("#")
        ]
        self.headings = [int(tag[1]) for tag, _ in self.elements if re.fullmatch(r"h[1-6]", tag)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note an element that is not closed where it was opened."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


ALL = (
    checked(),
    checked(HOSTILE, HOSTILE_NAME),
    checked("nothing here", "empty.txt"),
    Checked("bad.pdf", fault="cannot read bad.pdf: <b>no</b>"),
)


@pytest.mark.parametrize("inputs", [ALL, ALL[:1], ALL[1:2], ALL[2:3], ALL[3:], ()], ids=len)
def test_the_page_is_sound(inputs: tuple[Checked, ...]) -> None:
    """Elements close where they were opened, names are given once, and every link within the page leads somewhere."""
    found = Outline(page(*inputs))

    assert ([], []) == (found.faults, found.open)
    assert len(found.ids) == len(set(found.ids))
    assert set() == set(found.targets) - set(found.ids)
    referred = {
        name
        for _, values in found.elements
        for key in ("aria-labelledby", "aria-describedby")
        for name in values.get(key, "").split()
    }
    assert set() == referred - set(found.ids)


def test_headings_descend_by_one() -> None:
    """One first heading, and none skips a level."""
    headings = Outline(page(*ALL)).headings

    assert [1] == [level for level in headings if level == 1]
    assert all(after - before <= 1 for before, after in pairwise(headings))


def test_no_hostile_word_is_markup() -> None:
    """A document, a file name and a fault add no element, no attribute and no template to the page."""
    found = Outline(page(*ALL))

    assert 1 == sum(tag == "script" for tag, _ in found.elements)
    assert 1 == sum(tag == "style" for tag, _ in found.elements)
    assert set() == {tag for tag, _ in found.elements} & {"img", "iframe", "object", "link", "base", "b"}
    assert [] == [
        name for _, values in found.elements for name in values if name.startswith("on") or name == "style"
    ]
    assert "{{ 7*7 }}" in page(ALL[1])


def test_no_hostile_catalogue_gets_through() -> None:
    """Titles are text and addresses are those of the web, whatever catalogue somebody has laid over ours."""
    evil = "<script>alert(1)</script>"
    own = catalog(
        work(
            "ITU-T X.1",
            text("ITU-T X.1 (01/2020)", own_title=evil, url="javascript:alert(1)", twin=f"ISO/IEC {evil}"),
        )
    )
    got = page(checked("See ITU-T X.1.", run=begin(own)), run=begin(own))
    found = Outline(got)

    assert "&lt;script&gt;alert(1)" in got
    assert 1 == sum(tag == "script" for tag, _ in found.elements)
    assert [] == [link for _, values in found.elements if "javascript" in (link := values.get("href", ""))]


def test_every_address_is_of_the_web_or_the_page() -> None:
    """No link leads anywhere but to the ITU and within the page."""
    links = [values["href"] for _, values in Outline(page(*ALL)).elements if "href" in values]

    assert [] == [link for link in links if not link.startswith(("#", "https://www.itu.int/"))]


def test_the_policy_names_the_style_and_the_script() -> None:
    """What the policy of the page lets in is what is in it, and nothing else."""
    got = page(ALL[0])
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', got)

    for tag in ("style", "script"):
        (inner,) = re.findall(f"<{tag}>(.*?)</{tag}>", got, re.DOTALL)
        assert f"{tag}-src '{html._digest(inner)}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_the_text_is_all_there() -> None:
    """Blocks joined are the text, and what cites is a stretch of its own."""
    text = "".join(f"Line {number}: see ITU-T X.{1040 + number % 20}\nand more.\n" for number in range(900))
    source = Source.of_text(text)
    cards = cards_of(check_source(source, RUN).findings, source, CORE, DAY, "d1")
    blocks = blocks_of(source, cards)

    assert text == "".join(stretch.text for block in blocks for stretch in block.stretches)
    assert 900 == sum(stretch.spot is not None for block in blocks for stretch in block.stretches)
    assert 5 < len(blocks)


def test_pages_and_parts_are_marked() -> None:
    """The text of a document with pages says where each begins, also within a citation."""
    text = "On ITU-T\nX.1044 and a note."
    pieces = (
        Piece(0, place=Place(1, page=1)),
        Piece(9, place=Place(1, page=2)),
        Piece(19, place=Place(9, page=2, part="footnote 1")),
    )
    source = Source("two.pdf", "pdf", text, pieces)
    got = check_source(source, RUN)
    blocks = blocks_of(source, cards_of(got.findings, source, CORE, DAY, "d1"))

    assert ["page 1", "page 2", "footnote 1"] == [block.mark for block in blocks]
    assert ["ITU-T\nX.1044"] == [each.text for block in blocks for each in block.stretches if each.spot]
    assert ">page 2</span>" in page(got)


def test_places_that_say_the_same_share_a_card() -> None:
    """A card lists its places; a work's history is told on its first card."""
    text = "ITU-T X.509 (2016), ITU-T X.1044, ITU-T X.509 (2019), ITU-T X.1044"
    source = Source.of_text(text)
    first, second, third = cards_of(check_source(source, RUN).findings, source, CORE, DAY, "d1")

    assert ["1:21", "1:55"] == [spot.place for spot in second.places]
    assert first.history is not None
    assert (None, first.anchor) == (third.history, third.history_on)
    assert 2 == len(first.cited)


def test_a_history_knows_nothing_of_later_days() -> None:
    """What was approved after the day is in no history, and what is read is what was in force then."""
    told = history_of(CORE["X.509"], CORE, datetime.date(2017, 5, 15))

    assert "ITU-T X.509 (10/2016)" == told.editions[-1].name
    assert ["ITU-T X.509 (10/2016)"] == [row.name for row in told.editions if row.read]
    assert [] == [row.name for edition in told.editions for row in edition.changes if row.date > "2017-05-15"]
    assert "2019" not in page(checked("ITU-T X.509", run=Run(CORE, datetime.date(2017, 5, 15), asked=True)),
                              run=Run(CORE, datetime.date(2017, 5, 15), asked=True)).replace(CORE.version, "")  # fmt: skip


def test_the_summary_shows_the_levels_that_there_are() -> None:
    """A code whose findings are notes here is a note in the summary, whatever it mostly is."""
    told = page(checked("ITU did assign ITU-T G.711 and ITU-T Z.140."))
    badges = re.findall(r'<th scope="row"><span class="badge (\w+)">.*?</span>(\S+)</span></th>', told)

    assert [("warning", "renumbered"), ("note", "unknown")] == badges


def test_what_is_not_reported_is_named() -> None:
    """Findings that were suppressed stand below the text with the reason."""
    one = checked()
    got = page(Checked(one.name, one.source, one.findings[1:], (Suppressed(one.findings[0], Why.INLINE),)))

    assert "Not reported: 1" in got
    assert "<em>(inline)</em>" in got


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without jinja2 the error has the line that installs it."""
    html._environment.cache_clear()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtra, match=r"pip install 'itu-catalog\[report\]'"):
        page(ALL[0])
    html._environment.cache_clear()


# ---- in a browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for the tests of this file."""
    with browser_in(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture(autouse=True)
def _plain(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "browser" in request.fixturenames:
        found = request.getfixturevalue("browser")
        found.tell("Emulation.setEmulatedMedia", media="", features=[])
        found.tell("Emulation.setScriptExecutionDisabled", value=False)
        found.tell("Emulation.clearDeviceMetricsOverride")


SHOWN = (
    "return [...document.querySelectorAll('#table tbody tr')].filter(row => row.offsetParent !== null).length"
)


def test_the_page_is_quiet(browser: Browser) -> None:
    """The page complains of nothing, asks the network for nothing, and nothing hostile runs."""
    browser.show(page(*ALL))
    browser.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    browser.run("document.querySelector('a.cite').click()")

    assert [] == browser.complaints()
    assert [] == browser.asked()
    assert "ITU citations in 4 documents on 2020-06-09" == browser.driver.title


def test_the_policy_is_in_force(browser: Browser) -> None:
    """Even markup that got into the page could neither run nor fetch anything."""
    evil = "<script>document.title='owned'</script><img src='http://127.0.0.1:9/x.png'><p style='color:red'>x</p>"
    browser.show(page(ALL[0]).replace("</main>", f"{evil}</main>"))

    assert "owned" not in browser.driver.title
    assert 3 <= sum("Content Security Policy" in each for each in browser.complaints())


def test_the_filter_narrows_the_table(browser: Browser) -> None:
    """Levels, code, document and text each narrow it, and the count says how many are shown."""
    browser.show(page(ALL[0], checked("ITU-T X.1044", "other.txt")))
    total = browser.run("return document.querySelectorAll('#table tbody tr').length")

    def choose(script: str) -> tuple[int, str]:
        browser.run(f"const form = document.getElementById('filter'), fields = form.elements; {script};"
                    "form.dispatchEvent(new Event('input', {bubbles: true}))")  # fmt: skip
        return browser.run(SHOWN), browser.run("return document.querySelector('#filter output').value")

    assert 3 == browser.run(SHOWN), "what is ok is not shown at first"
    assert (1, f"1 of {total} findings") == choose("fields.code.value = 'renumbered'")
    assert (total, f"{total} of {total} findings") == choose("form.querySelector('[type=reset]').click()")
    assert (1, f"1 of {total} findings") == choose("fields.input.value = 'd2'")
    assert 2 == choose("fields.input.value = ''; fields.text.value = ' x.1402 '")[0] - choose(
        "fields.text.value = 'no such'"
    )[0] + 1  # fmt: skip


def test_the_keyboard_reaches_every_card(browser: Browser) -> None:
    """From a citation, Enter leads to its card; from there Tab reaches the link back."""
    browser.show(page(ALL[0]))
    browser.run("document.querySelector('#d1-c3').focus()")
    browser.press("ENTER")
    reached = browser.run("return document.activeElement.id")
    assert reached == browser.run("return document.querySelector('#d1-c3').hash.slice(1)")

    back = []
    for _ in range(12):
        browser.press("TAB")
        back.append(browser.run("return document.activeElement.hash || ''"))
        if "#d1-c3" in back:
            break
    assert "#d1-c3" in back


def test_the_first_stop_skips_to_the_findings(browser: Browser) -> None:
    """The first press of Tab offers the way past the head, and every stop can be seen."""
    browser.show(page(ALL[0]))
    browser.press("TAB")
    assert "#main" == browser.run("return document.activeElement.hash")

    for _ in range(25):
        browser.press("TAB")
        style = browser.run(
            "const style = getComputedStyle(document.activeElement); return [style.outlineStyle, style.outlineWidth]"
        )
        assert style[0] != "none", browser.run("return document.activeElement.outerHTML")


def test_the_suggestion_is_copied(browser: Browser) -> None:
    """The button puts the suggestion on the clipboard and says so."""
    browser.show(page(ALL[0]))
    browser.tell("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    button = "document.querySelector('button.copy')"
    wanted = browser.run(f"return {button}.dataset.copy")
    browser.run(f"{button}.focus()")
    browser.press("ENTER")
    browser.wait(f"return {button}.firstChild.data !== 'Copy'")

    assert "Rec. ITU-T X.509 (2019)" == wanted
    assert browser.run(f"return {button}.firstChild.data") == "Copied"
    assert wanted == browser.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")


def test_a_card_comes_into_view_beside_its_text(browser: Browser) -> None:
    """Choosing a citation shows its card and leaves the text where it was."""
    numbers = 509, 1044, 677, 1232, 1039, 1059, 1085, 1087
    browser.show(page(checked("\n".join(f"{number}: ITU-T X.{number}" for number in numbers) + "\n" * 60)))
    browser.run("document.querySelector('#d1').scrollIntoView()")
    before = browser.run("return scrollY")
    browser.run("document.querySelector('#d1-c8').click()")
    top, bottom = browser.run(
        "const box = document.activeElement.getBoundingClientRect(); return [box.top, box.bottom]"
    )

    assert before == browser.run("return scrollY")
    assert 0 <= top < browser.run("return innerHeight")
    assert bottom > 0


def test_the_page_reads_without_scripts(browser: Browser) -> None:
    """Without scripts everything is shown, what needs them is not, and links lead to the cards."""
    browser.tell("Emulation.setScriptExecutionDisabled", value=True)
    browser.show(page(ALL[0]))

    assert len(ALL[0].findings) == browser.run(SHOWN)
    assert [] == browser.run(
        "return [...document.querySelectorAll('#filter, button.copy')].filter(each => each.offsetParent !== null)"
    )
    browser.run("location.hash = document.querySelector('a.cite').hash")
    assert 1 == browser.run("return document.querySelectorAll('.card:target').length")


CONTRAST = """
const seen = (color) => {
  const got = color.match(/[\\d.]+/g).map(Number);
  return got.length < 4 || got[3] > 0 ? got : null;
};
const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const poor = [];
document.querySelectorAll('details').forEach(each => { each.open = true; });
for (const each of document.querySelectorAll('main *, header *, body > footer *')) {
  if (![...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()) || !each.getClientRects().length) continue;
  if (each.closest('.unseen, select, svg')) continue;
  let around = each, back = null;
  while (around && !(back = seen(getComputedStyle(around).backgroundColor))) around = around.parentElement;
  const [one, two] = [light(seen(getComputedStyle(each).color)), light(back || [255, 255, 255])].sort((a, b) => b - a);
  const ratio = (one + 0.05) / (two + 0.05);
  if (ratio < 4.5) poor.push(`${each.tagName}.${each.className} ${ratio.toFixed(2)}`);
}
return [...new Set(poor)];
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_for_everybody(browser: Browser, scheme: str) -> None:
    """All text has a contrast of 4.5 to 1 at least, in both schemes, chosen cards and hidden parts as well."""
    browser.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.show(page(*ALL))
    browser.run("document.querySelector('a.cite').click()")
    page_is = browser.run("return getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0] < 128")

    assert (scheme == "dark") == page_is
    assert [] == browser.run(CONTRAST)


def test_levels_differ_without_colour(browser: Browser) -> None:
    """Each level has a sign or an underline that no other has."""
    browser.show(page(ALL[0]))
    looks = browser.run(
        "return ['error', 'warning', 'note', 'ok'].map(level => { const each = document.querySelector(`.legend .${level}`);"
        "return getComputedStyle(each).textDecorationStyle + getComputedStyle(each, '::before').content; })"
    )

    assert 4 == len(set(looks))


@pytest.mark.parametrize("width", [320, 400, 800, 1280, 2200])
def test_the_page_fits_its_window(browser: Browser, width: int) -> None:
    """Nothing makes the page scroll sideways, down to the width of a small telephone."""
    browser.tell(
        "Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False
    )
    browser.show(page(checked(f"{TEXT}{'x' * 400} ITU-T X.1044", f"{'long' * 40}.txt"), *ALL))

    assert width >= browser.run("return document.documentElement.scrollWidth")


def test_the_page_prints(browser: Browser) -> None:
    """On paper there is the text, every card, and nothing to press."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    browser.show(page(ALL[0]))
    document = pypdfium2.PdfDocument(io.BytesIO(browser.printed()))
    words = "".join(document[index].get_textpage().get_text_range() for index in range(len(document)))
    count = len(document)
    document.close()

    assert 2 <= count <= 5
    assert "Again ITU-T X.1044, the" in words
    assert "Stands at 2 places" in words
    assert "Copy" not in words
    assert "Show all" not in words


def long_report(lines: int) -> str:
    """Return a text of so many lines, 200 characters and one citation each."""
    numbers = [str(work.identifier) for work in CORE if str(work.identifier).startswith("ITU-T X.")]
    line = "Some words of a long report that go on for a while and say nothing at all, as such words often do; see {}."
    return "\n".join(
        line.format(numbers[index % len(numbers)]) + " " + "word " * 20 for index in range(lines)
    )


def test_writing_takes_linear_time() -> None:
    """What a page costs to write is explained by the length of its text."""
    assert_linear(lambda text: report_on(text, "html", name="long.txt"), long_report, 100)


def test_a_big_document_stays_usable(browser: Browser) -> None:
    """A text of a megabyte with 5,000 citations is written, shown and filtered before the browser gives up."""
    text = long_report(5000)
    got = report_on(text, "html", name="big.txt")
    browser.show(got)
    browser.run(  # a script that takes half a minute is an error of the driver: the only limit here
        "const form = document.querySelector('#filter'); form.elements.text.value = 'X.1044';"
        "form.dispatchEvent(new Event('input'))"
    )
    rows = browser.run(SHOWN)

    assert 1_000_000 < len(text)
    assert 0 <= rows < 5000
    assert len(got) < 12_000_000
