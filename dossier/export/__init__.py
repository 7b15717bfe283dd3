"""Export: the file a user hands in, every passage in it verbatim, cited and addressed."""

from .excerpts import Document, Excerpt, Kept, Selection, gather
from .merge import ExportError
from .names import safe_name
from .write import PROFILES, Written, to_markdown, write_atomic, write_export

__all__ = [
    "PROFILES",
    "Document",
    "Excerpt",
    "ExportError",
    "Kept",
    "Selection",
    "Written",
    "gather",
    "safe_name",
    "to_markdown",
    "write_atomic",
    "write_export",
]
