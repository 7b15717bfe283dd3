"""The one table of commands.

The key dispatcher, the footer, the help, the command palette and the README's table of keys are all read from here. A
command is carried out by the method ``do_<id>`` of the focused pane, else of its view, else of the screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SOURCES, ARTICLE, COMPARE = "sources", "article", "compare"
ENTITIES, SEARCH, BOOKMARKS = "entities", "search", "bookmarks"
PANES = (SOURCES, ARTICLE, COMPARE, ENTITIES, SEARCH, BOOKMARKS)
EVERYWHERE = frozenset(PANES)
PANE_TITLES = {
    SOURCES: "Sources",
    ARTICLE: "Article",
    COMPARE: "Compare",
    ENTITIES: "Entities",
    SEARCH: "Search",
    BOOKMARKS: "Bookmarks",
}


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do.

    ``title`` names it in the palette, ``help`` says what it does in a line, ``keys`` are the default key sequences (the
    first is the one shown), ``panes`` where they work. ``footer`` is the word shown beside the key where the command
    is among the few that matter in a pane; ``rank`` orders the footer, lowest first.
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...]
    panes: frozenset[str] = EVERYWHERE
    footer: str = ""
    rank: int = 50


def _in(*panes: str) -> frozenset[str]:
    return frozenset(panes)


COMMANDS: tuple[Command, ...] = (
    # Where to be
    Command("sources", "Go to the sources", "the list of articles", ("1",)),
    Command("article", "Go to the article", "the open article", ("2",)),
    Command(
        "compare",
        "Compare the offers",
        "what each article reports, side by side",
        ("3",),
        footer="compare",
        rank=10,
        panes=EVERYWHERE,
    ),
    Command("entities", "Go to the entities", "who and what the open article names", ("4",)),
    Command("search_pane", "Go to the search results", "the last search", ("5",)),
    Command("bookmarks", "Go to the bookmarks", "the passages you kept", ("6",)),
    Command("next_pane", "Next pane", "to the next pane in view", ("tab",)),
    Command("previous_pane", "Previous pane", "to the previous pane in view", ("shift+tab",)),
    Command("out", "Left", "to the pane or column on the left", ("h", "left")),
    Command("into", "Right", "into what is chosen, or to the right", ("l", "right")),
    # Moving
    Command("down", "Down", "one row down", ("j", "down")),
    Command("up", "Up", "one row up", ("k", "up")),
    Command("top", "To the top", "first row", ("gg", "home")),
    Command("bottom", "To the bottom", "last row", ("G", "end")),
    Command("page_down", "Page down", "one page down", ("ctrl+f", "pagedown")),
    Command("page_up", "Page up", "one page up", ("ctrl+b", "pageup")),
    Command("half_down", "Half a page down", "half a page down", ("ctrl+d",)),
    Command("half_up", "Half a page up", "half a page up", ("ctrl+u",)),
    # Finding
    Command("search", "Search the dossier", "type to search every article", ("s", "/"), footer="search", rank=11),
    Command(
        "variants",
        "Name variants on or off",
        "find names in their other spellings too, or as typed only",
        ("v",),
        _in(SEARCH),
        footer="variants",
        rank=21,
    ),
    Command("next_stop", "Next", "hit, mention, piece of evidence or bookmark", ("n",)),
    Command("previous_stop", "Previous", "hit, mention, piece of evidence or bookmark", ("N",)),
    Command("back", "Back", "to the list, cell or search that led here", ("backspace",)),
    Command("history_back", "Back in the jump history", "where you were before the last jump", ("ctrl+o",)),
    Command(
        "open",
        "Open",
        "open what is under the cursor",
        ("enter",),
        _in(SOURCES, COMPARE, ENTITIES, SEARCH, BOOKMARKS),
        footer="open",
        rank=1,
    ),
    # Reading
    Command("page_down_space", "Page down", "one page down", ("space",), _in(ARTICLE)),
    Command("next_article", "Next article", "by date", ("J",), footer="", panes=_in(SOURCES, ARTICLE, ENTITIES)),
    Command("previous_article", "Previous article", "by date", ("K",), _in(SOURCES, ARTICLE, ENTITIES)),
    Command("next_group", "Next article of the list", "its first row", ("J",), _in(SEARCH, BOOKMARKS)),
    Command("previous_group", "Previous article of the list", "its first row", ("K",), _in(SEARCH, BOOKMARKS)),
    Command("next_paragraph", "Next paragraph", "and past the selection's end", ("}", ".p"), _in(ARTICLE)),
    Command("previous_paragraph", "Previous paragraph", "or shrink the selection", ("{", ",p"), _in(ARTICLE)),
    Command("next_sentence", "Grow the selection by a sentence", "while selecting", (")",), _in(ARTICLE)),
    Command("previous_sentence", "Shrink the selection by a sentence", "while selecting", ("(",), _in(ARTICLE)),
    Command("select", "Select", "begin a selection with a sentence", ("v",), _in(ARTICLE), footer="select", rank=20),
    Command("select_paragraph", "Select a paragraph", "begin a selection with the paragraph", ("V",), _in(ARTICLE)),
    Command("fold", "Fold or show boilerplate", "repeated lines, captions, notices", ("x",), _in(ARTICLE)),
    Command(
        "highlights", "Highlights on or off", "names, dates and quantities", ("H",), _in(SOURCES, ARTICLE, ENTITIES)
    ),
    Command("next_entity", "Next name", "the next highlighted mention", ("]e", ".e"), _in(ARTICLE)),
    Command("previous_entity", "Previous name", "the one before", ("[e", ",e"), _in(ARTICLE)),
    Command("next_date", "Next date", "and what it means", ("]d", ".d"), _in(ARTICLE)),
    Command("previous_date", "Previous date", "the one before", ("[d", ",d"), _in(ARTICLE)),
    Command("next_used", "Next passage of the comparison", "the next ◆ passage", ("]m", ".m"), _in(ARTICLE)),
    Command("previous_used", "Previous passage of the comparison", "the one before", ("[m", ",m"), _in(ARTICLE)),
    Command("next_kept", "Next bookmark here", "in this article", ("]b", ".b"), _in(ARTICLE)),
    Command("previous_kept", "Previous bookmark here", "the one before", ("[b", ",b"), _in(ARTICLE)),
    Command(
        "card",
        "Card of the source",
        "outlet, date and what they rest on",
        ("M",),
        _in(SOURCES, ARTICLE, ENTITIES),
        footer="source",
        rank=22,
    ),
    Command("read", "Read or unread", "mark the article", ("r",), _in(SOURCES, ARTICLE)),
    # Comparing
    Command("layout", "Items or matrix", "change the layout", ("L",), _in(COMPARE), footer="items/matrix", rank=2),
    # Keeping
    Command(
        "bookmark",
        "Bookmark",
        "keep this paragraph, selection, hit or cell's words",
        ("b",),
        _in(ARTICLE, COMPARE, SEARCH),
        footer="bookmark",
        rank=30,
    ),
    Command("bookmark_note", "Bookmark with a note", "keep it and write why", ("B",), _in(ARTICLE, COMPARE, SEARCH)),
    Command("note", "Edit the note", "of the bookmark", ("e",), _in(BOOKMARKS), footer="note", rank=20),
    Command("delete", "Delete", "the bookmark; u brings it back", ("d",), _in(BOOKMARKS), footer="delete", rank=21),
    Command("undo", "Undo", "take back the last change of bookmarks", ("u",), footer="", rank=22),
    Command("redo", "Redo", "do again what was undone", ("ctrl+r",)),
    Command("write", "Write excerpts", "a Markdown file with citations", ("w",), footer="write", rank=31),
    # The program
    Command("help", "Help", "the keys of this pane", ("?", "f1"), footer="keys", rank=98),
    Command("cancel", "Cancel", "prompt, then selection, then what is lit", ("escape",)),
    Command("quit", "Back, or quit from the top", "close this view; from the article, leave", ("q",), rank=99),
    Command("quit_now", "Quit now", "everything is saved already", ("Q", "ctrl+q")),
    Command("palette", "Command palette", "every command by name", ("ctrl+p", ":")),
    Command("redraw", "Redraw", "draw the screen anew", ("ctrl+l",)),
    Command("suspend", "Suspend", "to the shell; fg returns", ("ctrl+z",)),
)

BY_ID = {command.id: command for command in COMMANDS}


def for_pane(pane: str) -> Iterator[Command]:
    """The commands that work in a pane, in table order."""
    return (command for command in COMMANDS if pane in command.panes)
