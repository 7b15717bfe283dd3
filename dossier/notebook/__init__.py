"""The notebook: what a user keeps of a dossier, with undo, in one file that outlives crashes and upgrades."""

from .bookmarks import joined_notes, resolve_bookmarks
from .notebook import Notebook
from .reading import reading_anchor, resume
from .records import (
    ITEM,
    Bookmark,
    CellMark,
    ChangedError,
    Decision,
    DecisionKind,
    Json,
    MissingError,
    NotebookError,
    ReadMark,
    RefusedError,
    SavedSearch,
    normal_tag,
    typed_tags,
)

__all__ = [
    "ITEM",
    "Bookmark",
    "CellMark",
    "ChangedError",
    "Decision",
    "DecisionKind",
    "Json",
    "MissingError",
    "Notebook",
    "NotebookError",
    "ReadMark",
    "RefusedError",
    "SavedSearch",
    "joined_notes",
    "normal_tag",
    "reading_anchor",
    "resolve_bookmarks",
    "resume",
    "typed_tags",
]
