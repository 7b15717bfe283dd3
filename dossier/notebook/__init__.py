"""The notebook: what a user keeps of a dossier, with undo, in one file that outlives crashes and upgrades."""

from .bookmarks import resolve_bookmarks
from .notebook import Notebook
from .reading import reading_anchor, resume
from .records import (
    ITEM,
    Bookmark,
    CellMark,
    Decision,
    DecisionKind,
    Json,
    NotebookError,
    ReadMark,
    RefusedError,
    SavedSearch,
    normal_tag,
)

__all__ = [
    "ITEM",
    "Bookmark",
    "CellMark",
    "Decision",
    "DecisionKind",
    "Json",
    "Notebook",
    "NotebookError",
    "ReadMark",
    "RefusedError",
    "SavedSearch",
    "normal_tag",
    "reading_anchor",
    "resolve_bookmarks",
    "resume",
]
