"""Export: the file a user hands in, every passage in it verbatim, cited and addressed."""

from .cite import citation_keys
from .compared import changes_section, comparison_sections
from .context import CONTEXTS, Context
from .excerpts import NO_MARKS, Document, Excerpt, Kept, Marks, Section, Selection, gather, with_bookmarks
from .merge import ExportError
from .names import elsewhere, file_for, safe_name
from .profiles import PROFILES
from .sections import card_section, comparison_passages
from .write import Written, append_passage, to_markdown, told, write_export

__all__ = [
    "CONTEXTS",
    "NO_MARKS",
    "PROFILES",
    "Context",
    "Document",
    "Excerpt",
    "ExportError",
    "Kept",
    "Marks",
    "Section",
    "Selection",
    "Written",
    "append_passage",
    "card_section",
    "changes_section",
    "citation_keys",
    "comparison_passages",
    "comparison_sections",
    "elsewhere",
    "file_for",
    "gather",
    "safe_name",
    "to_markdown",
    "told",
    "with_bookmarks",
    "write_export",
]
