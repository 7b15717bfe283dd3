"""How it looks: colours, widths, one pane alone, and changes of the terminal’s size while anything is open."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.entities import TYPE_TITLES
from natoreader.tui.app import FEW_COLOURS
from natoreader.tui.palette import LEAST, STYLES, Palette
from natoreader.tui.settings import BY_KEY, DEFAULTS
from natoreader.tui.settings import THEMES as NAMES
from natoreader.tui.themes import DARK, STRICTER, TERMINAL, THEMES, shades
from natoreader.tui.views import LEAST_ARTICLE, geometry
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from .conftest import Open, Reader

BEHIND = [name for name, spec in STYLES.items() if "on " in spec]
SIZES = [(80, 24), (60, 20), (120, 40), (200, 60), (45, 15)]
COLOURED = [theme for theme in THEMES if not theme.ansi]


def palette(theme: Theme, *, system: ColorSystem = ColorSystem.TRUECOLOR, colour: bool = True) -> Palette:
    generated = theme.to_color_system().generate()
    variables = {**shades(generated), **generated, **theme.variables}
    least = STRICTER.get(theme.name, LEAST)
    return Palette(variables, colour=colour, plain=theme.ansi, least=least, system=system)


def base(theme: Theme, behind: str = "background") -> Style:
    generated = theme.to_color_system().generate()
    variables = {**shades(generated), **generated, **theme.variables}
    return Style.from_color(Color.parse(variables["foreground"]).rich_color, Color.parse(variables[behind]).rich_color)


def test_the_themes_to_choose_are_those_there_are() -> None:
    assert tuple(theme.name for theme in THEMES) == NAMES == BY_KEY["theme"].choices


@pytest.mark.parametrize("system", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT])
@pytest.mark.parametrize("theme", COLOURED, ids=lambda each: each.name)
def test_every_style_can_be_read_on_every_other(theme: Theme, system: ColorSystem) -> None:
    styles = palette(theme, system=system)
    least = STRICTER.get(theme.name, LEAST)
    for behind in ("background", "nr-title", "nr-title-focused"):
        ground = base(theme, behind)
        for name, over in product(STYLES, ["", *BEHIND]):
            style = styles.on(styles.on(ground, over) if over else ground, name)
            both = styles.on(ground, f"{name} {over}".strip())
            for each in (style, both):
                assert each.color
                assert each.bgcolor
                assert styles.contrast(each.color, each.bgcolor) >= least, (behind, name, over)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda each: each.name)
def test_what_is_lit_stands_out_from_what_is_not(theme: Theme) -> None:
    styles, ground = palette(theme), base(theme)
    for name in ("cursor", "cursor-blurred", "bookmark", "evidence", "hit", "selection"):
        lit = styles.on(ground, name)
        assert lit.bgcolor
        assert ground.bgcolor
        assert styles.contrast(lit.bgcolor, ground.bgcolor) > 1.2, name


@pytest.mark.parametrize("colour", [True, False])
def test_in_the_terminal_s_own_colours_nothing_rests_on_colour_alone(colour: bool) -> None:
    styles, ground = palette(TERMINAL, colour=colour), base(TERMINAL)
    plain = styles.on(ground, "")
    for name in ("cursor", "cursor-blurred", "evidence", "hit", "selection", "match", "stale"):
        style = styles.on(ground, name)
        differs = [attribute for attribute in ("reverse", "bold", "underline", "strike") if getattr(style, attribute)]
        assert differs, name
        assert style != plain
    shown = {colour and (style.color, style.bgcolor) for style in (styles.on(ground, name) for name in STYLES)}
    assert all(pair is False or all(each is None or each.triplet is None for each in pair) for pair in shown)


def test_without_colour_every_type_of_name_is_drawn_in_its_own_way() -> None:
    styles = palette(DARK, colour=False)
    drawn = {(styles.style(each), each in styles.bracketed) for each in TYPE_TITLES}
    assert len(drawn) == len(TYPE_TITLES)
    assert not any(styles.style(each).italic for each in TYPE_TITLES)  # which many a terminal does not have
    assert not palette(DARK).bracketed


async def test_without_colour_names_stand_between_brackets(open_reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_reader() as reader:
        await reader.press("J", "2")
        await reader.until(lambda: "‹KAISERSLAUTERN›, ‹Germany› — NATO" in "".join(reader.rows()))
        row = next(row for row in reader.rows() if "‹Libya›’s request" in row)
        assert "NATO" not in row or "‹NATO›" not in row
        first, before = reader.rows()[0], reader.article.current
        await reader.press("g", "h", "l")
        assert "‹" in "".join(reader.rows())
        assert "‹Libya" not in "".join(reader.rows())
        await reader.press("H")
        assert "‹" not in "".join(reader.rows())
        assert (reader.rows()[0], reader.article.current) == (first, before)
        await reader.press("H", "g", "h", "l")
        assert "‹KAISERSLAUTERN›, ‹Germany› — NATO" in "".join(reader.rows())
        reader.article.reveal(*(place := reader.article.text.value.index("Libya’s request"), place + 5))
        await reader.press("v")
        assert reader.article.selection is not None
        await reader.press("b")
        assert "‹" not in str(reader.main.session.bookmarks[0].anchor.quote.exact)


async def test_a_terminal_of_few_colours_is_drawn_in_its_own(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("COLORTERM")
    async with open_reader() as reader:
        assert reader.app.console.color_system in FEW_COLOURS
        assert reader.app.theme == TERMINAL.name
        await reader.press("colon")
        await reader.type("theme light")
        await reader.press("enter")
        assert reader.message == "theme is light; this terminal has too few colours for it, and shows its own"
    monkeypatch.setenv("COLORTERM", "truecolor")
    async with open_reader() as reader:
        assert reader.app.theme == "light"


@pytest.mark.parametrize("name", NAMES)
async def test_a_theme_is_chosen_from_the_list(open_reader: Open, name: str) -> None:
    async with open_reader() as reader:
        await reader.press("colon")
        await reader.type("theme")
        await reader.press("enter")
        await reader.type(name)
        await reader.press("enter")
        assert reader.app.theme == name
        assert reader.message == f"theme is {name}"


# Widths

widths = st.integers(16, 100) | st.just(0)


@given(st.integers(40, 400), st.integers(10, 120), st.integers(0, 50), widths, widths, widths, st.booleans())
def test_the_columns_fill_the_terminal_and_leave_the_article_room(
    width: int, height: int, articles: int, left: int, right: int, hits: int, alone: bool
) -> None:

    settings = DEFAULTS._replace(sources_width=left, entities_width=right, hits_width=hits)
    found = geometry(width, height, articles, settings, alone=alone)
    assert found.left + found.article_width + found.right == width
    assert found.article_width >= min(width, LEAST_ARTICLE)
    assert found.hits_width <= width - LEAST_ARTICLE or not found.hits_width
    assert (found.layout == "one") == (alone or width < 60)


@pytest.mark.parametrize("size", SIZES)
async def test_every_pane_is_laid_out_as_the_geometry_says(open_reader: Open, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reader:
        found = reader.main.geometry
        await reader.press("2")
        assert reader.article.size.width == found.article_width
        assert any(row.endswith(("· x shows", "folded")) for row in reader.rows())


async def test_columns_are_widened_and_narrowed(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("1", "greater_than_sign", "greater_than_sign", "less_than_sign")
        assert reader.main.geometry.left == 31
        assert reader.main.query_one("#sources-box").size.width + 1 == 31
        await reader.press("4", "less_than_sign")
        assert reader.main.query_one("#entities-box").size.width + 1 == 27
        assert reader.article.map.width <= reader.article.room
        await reader.search("training")
        await reader.press("escape", "greater_than_sign")
        assert reader.main.finding.view.list.size.width == 60
        assert reader.message == "hits_width is 60"


async def test_there_is_nothing_to_widen_where_there_is_one_pane(open_reader: Open) -> None:
    async with open_reader(size=(50, 20)) as reader:
        await reader.press("greater_than_sign")
        assert reader.message == "There is no column beside this one to share the width with"


async def test_the_text_is_widened_and_narrowed_and_keeps_its_place(open_reader: Open) -> None:
    async with open_reader(size=(120, 24)) as reader:
        await reader.press("2", "ctrl+d", "ctrl+d")
        first = reader.article.top_offset
        before = reader.article.map.width
        for _ in range(12):
            await reader.press("minus")
        assert reader.article.map.width == before - 24
        for _ in range(12):
            await reader.press("plus")
        assert reader.article.map.width == before
        row = reader.article.map.row_of(first)
        assert abs(row - reader.article.scroll_offset.y) <= 2
    async with open_reader() as reader:
        await reader.press("2", "plus")
        assert reader.message == "The text fills its pane; z shows it alone"


# One pane


@pytest.mark.parametrize(("key", "id"), [("1", "sources"), ("2", "article"), ("3", "compare"), ("4", "entities")])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_one_pane_alone_and_back(open_reader: Open, key: str, id: str, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reader:
        await reader.press(key)
        before = reader.main.query_one(f"#{id}").size
        for back in ("z", "q", "escape"):
            await reader.press("z")
            assert reader.main.query_one(f"#{id}").size == (size[0], size[1] - 1)
            assert reader.main.pane == id
            await reader.press(back)
            assert reader.main.query_one(f"#{id}").size == before
            assert reader.main.pane == id


async def test_alone_goes_from_pane_to_pane(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("2", "z", "3")
        assert reader.main.query_one("#compare").size.height == 39
        await reader.press("enter")
        assert reader.main.pane == "compare" or reader.article.size == (120, 39)
        await reader.search("training")
        await reader.press("enter")
        assert reader.main.pane == "article"
        assert reader.article.size == (120, 39)
        await reader.press("backspace")
        assert reader.main.pane == "search"


async def test_alone_keeps_the_place(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "ctrl+d", "z")
        first = reader.article.top_offset
        await reader.press("z")
        assert abs(reader.article.map.row_of(first) - reader.article.scroll_offset.y) <= 1


# Sizes

OPENED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "prompt": (("B",), ("escape",)),
    "command line": (("colon", "t", "h", "tab"), ("escape",)),
    "help": (("question_mark",), ("q",)),
    "menu": (("ctrl+p",), ("escape",)),
    "card": (("M",), ("M",)),
    "selection": (("v", "right_parenthesis"), ("escape",)),
    "half a sequence": (("right_square_bracket",), ("e",)),
    "zen": (("z",), ("z",)),
}


def state(reader: Reader) -> tuple[object, ...]:
    return reader.main.pane, reader.main.view, reader.article.current, reader.article.top_offset


@pytest.mark.parametrize("what", OPENED)
async def test_a_change_of_size_with_something_open_loses_nothing(open_reader: Open, what: str) -> None:
    opening, closing = OPENED[what]
    async with open_reader() as reader:
        await reader.press("2", "ctrl+d")
        before = state(reader)
        await reader.press(*opening)
        screen = reader.app.screen
        for size in ((200, 60), (30, 8), (60, 20), (120, 40), (45, 12), (80, 24)):
            await reader.resize(*size)
            assert reader.app.screen is screen
        await reader.press(*closing)
        assert reader.app.screen is reader.main
        assert reader.main.pane == before[0]
        offset = before[3]
        assert isinstance(offset, int)
        top = reader.article.scroll_offset.y
        assert top <= reader.article.map.row_of(offset) < top + reader.article.size.height


@pytest.mark.parametrize(("key", "pane"), [("1", "sources"), ("4", "entities"), ("3", "compare"), ("6", "bookmarks")])
async def test_a_terminal_that_was_too_small_gives_the_focus_back(open_reader: Open, key: str, pane: str) -> None:
    async with open_reader() as reader:
        await reader.press(key)
        await reader.resize(30, 8)
        assert not reader.main.usable
        await reader.resize(80, 24)
        assert reader.main.pane == pane


async def test_what_is_typed_survives_a_change_of_size(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("colon")
        await reader.type("width 60")
        await reader.resize(30, 8)
        await reader.resize(50, 15)
        await reader.resize(120, 40)
        await reader.press("enter")
        assert reader.message == "measure is 60"


@pytest.mark.parametrize("size", SIZES)
async def test_the_help_shows_every_word_at_any_width(open_reader: Open, size: tuple[int, int]) -> None:
    from natoreader.tui.help import HelpList

    async with open_reader(size=size) as reader:
        await reader.press("2", "question_mark")
        rows = reader.app.screen.query_one(HelpList)
        drawn = []
        while True:
            drawn += [rows.render_line(y).text for y in range(rows.size.height)]
            before = rows.cursor
            rows.do_down()
            if rows.cursor == before:
                break
        words = " ".join(" ".join(drawn).split())
        for entry in rows._entries:
            assert all(word in words for word in f"{entry.left} {entry.title} {entry.text}".split())
