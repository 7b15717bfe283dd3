"""The one table of commands.

The key dispatcher, the footer, the help, the command palette and the README's table of keys are all read from here. A
command is carried out by the method ``do_<id>`` of the focused pane, else of its view, else of the screen.
"""

from __future__ import annotations

from typing import NamedTuple

SOURCES, ARTICLE, COMPARE = "sources", "article", "compare"
ENTITIES, SEARCH, BOOKMARKS, TIMELINE = "entities", "search", "bookmarks", "timeline"
CONCORDANCE = "concordance"
PANES = (SOURCES, ARTICLE, COMPARE, ENTITIES, SEARCH, BOOKMARKS, TIMELINE, CONCORDANCE)
EVERYWHERE = frozenset(PANES)
PANE_TITLES = {
    SOURCES: "Sources",
    ARTICLE: "Article",
    COMPARE: "Compare",
    ENTITIES: "Entities",
    SEARCH: "Search",
    BOOKMARKS: "Bookmarks",
    CONCORDANCE: "In context",
    TIMELINE: "Timeline",
}


class Command(NamedTuple):
    """Something the user can do.

    ``title`` names it in the palette, ``help`` says what it does in a line, ``keys`` are the default key sequences (the
    first is the one shown; a command without any is typed behind ``:``), ``panes`` where they work. ``footer`` is the
    word shown beside the key where the command is among the few that matter in a pane; ``rank`` orders the footer,
    lowest first.
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


_READING = _in(SOURCES, ARTICLE, ENTITIES)
_GROUPED = _in(SEARCH, BOOKMARKS, CONCORDANCE)
"""Lists under headings."""
_NAMES = _in(ARTICLE, ENTITIES)
_KEPT_FROM = _in(ARTICLE, COMPARE, SEARCH, CONCORDANCE, BOOKMARKS)
"""Where a passage is at hand."""

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
    Command("timeline", "Go to the timeline", "the dates all articles name, on one axis", ("7",)),
    Command("next_pane", "Next pane", "to the next pane in view", ("tab",)),
    Command("previous_pane", "Previous pane", "to the previous pane in view", ("shift+tab",)),
    Command("out", "Left", "to the pane or column on the left, or while selecting by a word", ("h", "left")),
    Command("into", "Right", "into what is chosen, to the right, or while selecting by a word", ("l", "right")),
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
    Command("search", "Search the dossier", "type to search every article", ("s",), footer="search", rank=11),
    Command("query", "Query box", "back to what you asked", ("i", "/"), _in(SEARCH)),
    Command(
        "find",
        "Find here",
        "words in the article, or a row or cell of this pane",
        ("/",),
        EVERYWHERE - _in(SEARCH),
    ),
    Command(
        "variants",
        "Name variants on or off",
        "find names in their other spellings too, or as typed only",
        ("v",),
        _in(SEARCH),
        footer="variants",
        rank=21,
    ),
    Command("next_stop", "Next", "hit, mention, piece of evidence, bookmark or date", ("n",)),
    Command("previous_stop", "Previous", "hit, mention, piece of evidence, bookmark or date", ("N",)),
    Command("back", "Back", "to the list, cell or search that led here", ("backspace",)),
    Command("history_back", "Back in the jump history", "where you were before the last jump", ("ctrl+o",)),
    Command(
        "open",
        "Open",
        "open what is under the cursor",
        ("enter",),
        _in(SOURCES, COMPARE, ENTITIES, SEARCH, BOOKMARKS, TIMELINE, CONCORDANCE),
        footer="open",
        rank=1,
    ),
    Command("save_search", "Save the search", "it stands in Sources with its hits", ("S",), _in(SEARCH), "save", 12),
    # The sources
    Command("filter", "Filter", "by outlet, headline, date, id, or unread", ("F",), _in(SOURCES), "filter", 20),
    Command("sort", "Sort", "by date, outlet, title, hits, unread first", ("S",), _in(SOURCES), "sort", 21),
    Command("forget_search", "Delete the saved search", "under the cursor; u brings it back", ("d",), _in(SOURCES)),
    # Reading
    Command("page_down_space", "Page down", "one page down", ("space",), _in(ARTICLE)),
    Command("next_article", "Next article", "in the order of Sources", ("J",), _in(SOURCES, ARTICLE, ENTITIES)),
    Command("previous_article", "Previous article", "in the order of Sources", ("K",), _in(SOURCES, ARTICLE, ENTITIES)),
    Command("next_group", "Next article of the list", "its first row", ("J",), _GROUPED),
    Command("previous_group", "Previous article of the list", "its first row", ("K",), _GROUPED),
    Command("next_year", "Next year", "its first row", ("J",), _in(TIMELINE), footer="next year", rank=3),
    Command("previous_year", "Previous year", "its first row", ("K",), _in(TIMELINE)),
    Command("next_paragraph", "Next paragraph", "and past the selection's end", ("}", ".p"), _in(ARTICLE)),
    Command("previous_paragraph", "Previous paragraph", "or shrink the selection", ("{", ",p"), _in(ARTICLE)),
    Command("next_sentence", "Grow the selection by a sentence", "while selecting", (")",), _in(ARTICLE)),
    Command("previous_sentence", "Shrink the selection by a sentence", "while selecting", ("(",), _in(ARTICLE)),
    Command("select", "Select", "begin a selection with a sentence", ("v",), _in(ARTICLE), footer="select", rank=20),
    Command("select_paragraph", "Select a paragraph", "begin a selection with the paragraph", ("V",), _in(ARTICLE)),
    Command("other_end", "Other end of the selection", "so that its start can be moved", ("o",), _in(ARTICLE)),
    Command("fold", "Fold or show boilerplate", "repeated lines, captions, notices", ("x",), _in(ARTICLE)),
    Command(
        "highlights", "Highlights on or off", "names, dates and quantities", ("H",), _in(SOURCES, ARTICLE, ENTITIES)
    ),
    *(
        Command(
            f"show_{kind}", f"{title} highlighted or not", "one type of names", (f"gh{key}",), _in(ARTICLE, ENTITIES)
        )
        for kind, title, key in (
            ("person", "Persons", "p"),
            ("organisation", "Organisations", "o"),
            ("place", "Places", "l"),
            ("event", "Events", "e"),
            ("role", "Roles", "r"),
            ("date", "Dates", "d"),
            ("quantity", "Quantities", "q"),
        )
    ),
    Command(
        "entity_card",
        "Card of the entity",
        "forms, papers, dates, whom it stands beside",
        ("gd",),
        _in(ARTICLE, ENTITIES, CONCORDANCE),
        "card",
        21,
    ),
    Command("scope", "This article or all", "or the names that rules propose", ("L",), _in(ENTITIES), "this/all", 2),
    Command("filter_names", "Filter", "by letters of the name", ("F",), _in(ENTITIES), "filter", 3),
    Command("sort_names", "Sort", "by count, name, first place", ("S",), _in(ENTITIES), "sort", 4),
    Command("accept", "Accept the proposed name", "it is highlighted and counted from now on", ("a",), _in(ENTITIES)),
    Command("reject", "Reject the proposed name", "it is none", ("X",), _in(ENTITIES)),
    Command("rename", "Rename the proposed name", "its label, not its forms", ("e",), _in(ENTITIES)),
    Command("flag", "Flag", "to be merged", ("space",), _in(ENTITIES)),
    Command("merge", "Merge", "the flagged names into one", ("=",), _in(ENTITIES)),
    Command("split", "Split", "some forms off from a proposed name", ("x",), _in(ENTITIES)),
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
    Command("remarks", "Remarks", "what other records say of this paragraph (!)", ("gr",), _in(ARTICLE)),
    Command("next_remark", "Next remark", "words that other records contradict", ("]r", ".r"), _in(ARTICLE)),
    Command("previous_remark", "Previous remark", "the one before", ("[r", ",r"), _in(ARTICLE)),
    Command("read", "Read or unread", "mark the article", ("r",), _in(SOURCES, ARTICLE)),
    # Comparing
    Command("layout", "Items, matrix, two articles", "change the layout", ("L",), _in(COMPARE), "layout", 2),
    Command("peek", "Peek", "all passages of the cell; again, of the row", ("p",), _in(COMPARE), "peek", 3),
    Command("base", "Base", "see the others against this offer", ("c",), _in(COMPARE), "base", 4),
    Command("next_difference", "Next difference", "from the base; or the next row", ("]c", ".c"), _in(COMPARE)),
    Command("previous_difference", "Previous difference", "or the row before", ("[c", ",c"), _in(COMPARE)),
    Command(
        "equal",
        "Only what differs",
        "this offer and the base, or all; two articles: lock the scrolling",
        ("=",),
        _in(COMPARE),
    ),
    Command("narrower_columns", "Narrower columns", "by a few cells", ("<",), _in(COMPARE)),
    Command("wider_columns", "Wider columns", "by a few cells", (">",), _in(COMPARE)),
    Command("next_offer", "Next offer", "the column on the right, or this side's next", ("J",), _in(COMPARE)),
    Command("previous_offer", "Previous offer", "the one before", ("K",), _in(COMPARE)),
    Command("reviewed", "Reviewed or not", "mark the cell ✓", ("space",), _in(COMPARE)),
    Command("cell_note", "Note on the cell", "your own; it is exported with the cell", ("e",), _in(COMPARE)),
    Command("uses", "Cells that rest on this", "of the comparison, for this passage", ("ge",), _in(ARTICLE)),
    # By time
    Command(
        "narrow",
        "All articles or the open one",
        "whose dates are shown",
        ("L",),
        _in(TIMELINE),
        footer="all/open article",
        rank=2,
    ),
    # Keeping
    Command(
        "bookmark",
        "Bookmark",
        "keep this paragraph, selection, hit or cell's words",
        ("b",),
        _KEPT_FROM - {BOOKMARKS},
        footer="bookmark",
        rank=30,
    ),
    Command("bookmark_note", "Bookmark with a note", "keep it and write why", ("B",), _KEPT_FROM - {BOOKMARKS}),
    Command("note", "Edit the note", "of the bookmark", ("e",), _in(BOOKMARKS), footer="note", rank=20),
    Command("tag", "Tag", "with completion; keeps it where it is not kept", ("t",), _KEPT_FROM),
    Command("copy", "Copy with citation", "the passage at hand", ("y",), _KEPT_FROM),
    Command("copy_link", "Copy the permalink", "of the passage", ("Y",), _KEPT_FROM),
    Command(
        "grouping", "Group the bookmarks", "by article, tag, time, your order", ("L",), _in(BOOKMARKS), "group", 23
    ),
    Command("filter_bookmarks", "Filter", "by words of passage, note, tag", ("F",), _in(BOOKMARKS), "filter", 24),
    Command("move_up", "Move up", "in your own order", ("<",), _in(BOOKMARKS)),
    Command("move_down", "Move down", "in your own order", (">",), _in(BOOKMARKS)),
    Command("delete", "Delete", "the bookmark; undo brings it back", ("d",), _in(BOOKMARKS), footer="delete", rank=21),
    Command("undo", "Undo", "take back the last thing you wrote", ("u",), footer="", rank=22),
    Command("redo", "Redo", "do again what was undone", ("ctrl+r",)),
    Command("write", "Write excerpts", "a Markdown file with citations", ("w",), footer="write", rank=31),
    Command("append", "Add to the notes file", "this passage, to the file written last", ("W",), _KEPT_FROM),
    # How it looks
    Command("zen", "Only this pane", "nothing else; again, or back, ends it", ("z",)),
    Command("wider", "Wider text", "a wider column of text", ("+",), _READING),
    Command("narrower", "Narrower text", "a narrower column of text", ("-",), _READING),
    Command("wider_pane", "Wider list", "sources, entities or hits", (">",), _READING | {SEARCH}),
    Command("narrower_pane", "Narrower list", "sources, entities or hits", ("<",), _READING | {SEARCH}),
    Command("theme", "Theme", "choose the colours", ()),
    Command("settings", "Settings", "what is set, and what is wrong in the files", ()),
    Command("reload", "Reload the settings", "read settings.toml and keymap.toml anew", ()),
    # The program
    Command("help", "Help", "the keys of this pane", ("?", "f1"), footer="keys", rank=98),
    Command("cancel", "Cancel", "prompt, then selection or filter, then what is lit", ("escape",)),
    Command("quit", "Back, or quit from the top", "close this view; leave from the sources", ("q",), rank=99),
    Command("quit_now", "Quit now", "everything is saved already", ("Q", "ctrl+q")),
    Command("palette", "Command palette", "every command by name", ("ctrl+p",)),
    Command("command_line", "Command line", "type a command; Tab completes", (":",)),
    Command("redraw", "Redraw", "draw the screen anew", ("ctrl+l",)),
    Command("suspend", "Suspend", "to the shell; fg returns", ("ctrl+z",)),
)

BY_ID = {command.id: command for command in COMMANDS}
