"""Writing an export: whole or not at all, and never over a file that is not ours."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..files import FileError, check_place, why, write_all
from ..folder import Dossier
from .bibliography import Reference, biblatex_entry, csl_json
from .excerpts import NO_MARKS, Document, Kept, Marks, gather
from .front import has_key, read_key, replace_line, write_key
from .merge import ExportError, Merged, cites, is_ours, merge
from .profiles import EVERYTHING, PORTABLE, PROFILES, Portable, Rendered, beside

_CSL = ".csl.json"
_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkd", ".txt", ""))
"""How the names of files end that an export can be in."""
_BIB_BEGIN = "% natoreader: begin"
_BIB_END = "% natoreader: end"
_BIB_BLOCK = re.compile(rf"^{_BIB_BEGIN}\r?$.*?^{_BIB_END}(?=\r?$)", re.DOTALL | re.MULTILINE)
_BIB_ENTRY = re.compile(r"^@article\{([^,]+),.*?^\}(?=\r?$)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file, the files beside it, and how many excerpts as :class:`~.merge.Merged` counts them."""

    path: Path
    beside: tuple[Path, ...]
    added: int
    replaced: int
    removed: int
    kept: int
    moved: int


def told(written: Written) -> str:
    """What became of the excerpts, in a few words."""
    counts = {
        "new": written.added,
        "written anew": written.replaced,
        "taken out": written.removed,
        "other kept" if written.kept == 1 else "others kept": written.kept,
        "of your paragraphs moved behind the excerpt": written.moved,
    }
    return ", ".join(f"{number} {how}" for how, number in counts.items() if number)


def to_markdown(document: Document, profile: str = PORTABLE) -> str:
    """The document as one text, without a bibliography beside it.

    Raises:
        ExportError: there is no such profile, or no passage.
    """
    _check_filled(document)
    return _profile(profile).render(document).text


def write_export(
    document: Document,
    path: Path,
    *,
    profile: str | None = None,
    prune: bool = False,
    overwrite: bool = False,
) -> Written:
    """Write the document to ``path``, with ``NAME.csl.json`` and ``NAME.bib`` beside it.

    Over an earlier export of the same dossier, only its marked parts are written (see :func:`~.merge.merge`, also for
    ``prune``), and the name of the bibliography where it is missing or another file's. Any other file is left alone;
    with ``overwrite`` it is written over, whatever it is.
    Without a ``profile`` it is the earlier export's own, else the portable one.

    Raises:
        ExportError: a sentence saying why nothing was written to ``path``.
    """
    _check_filled(document)
    _check_place(path)
    csl, bib = (path.with_name(each) for each in beside(path.name))
    if path in (csl, bib):
        raise ExportError(f"{path} is the name of a bibliography, which stands beside the file; name another.")
    existing = None if overwrite else _read(path)
    if existing is None:
        rendered = _profile(profile or PORTABLE).render(document, path.name)
        merged = Merged(rendered.text, added=len(rendered.blocks), replaced=0)
    else:
        _check_ours(path, existing, document)
        form = _profile_of(path, existing, profile)
        rendered = form.render(document, path.name)
        try:
            merged = merge(_with_references(existing, path, form, document), rendered, prune=prune)
        except ExportError as error:
            raise ExportError(f"{path}: {error.sentence}; nothing was written.") from None
    # All three are made before the first is written, so that a refusal leaves everything as it was.
    ours = existing is not None or overwrite
    needed = _needed(document, rendered, [merged.text, *_of_same_stem(path)])
    stay = frozenset[str]() if prune or overwrite else document.own_keys
    csl_text = _beside(csl, lambda old: _merge_csl(document, needed, old, stay, ours=ours))
    bib_text = _beside(bib, lambda old: _merge_bib(needed, old, stay))
    with _told_as_export():
        write_all({csl: csl_text.encode(), bib: bib_text.encode(), path: merged.text.encode()})
    return Written(path, (csl, bib), merged.added, merged.replaced, merged.removed, merged.kept, merged.moved)


def append_passage(
    dossier: Dossier,
    passage: Kept,
    path: Path,
    *,
    created: datetime.date,
    marks: Marks = NO_MARKS,
    begun_as: str = PORTABLE,
) -> Written:
    """Add one passage at the end of the notes in ``path``, which are begun where there are none.

    A passage that is there already is written anew in its place. ``created`` is the local date that new notes bear,
    ``marks`` are what the user says of the cells that rest on the passage. ``begun_as`` is the profile of notes that
    are begun; others stay in theirs.

    Raises:
        ExportError: a sentence saying why nothing was written.
    """
    document = gather(dossier, [passage], created=created, marks=marks)
    return write_export(document, path, profile=None if path.is_file() else begun_as)


def _profile(name: str) -> Portable:
    try:
        return PROFILES[name]
    except KeyError:
        *others, last = PROFILES
        expected = f"{', '.join(others)} or {last}"
        raise ExportError(f"There is no profile “{name}”; expected {expected}.") from None


def _profile_of(path: Path, existing: str, wanted: str | None) -> Portable:
    """The profile that the file is in; its parts are not mixed with those of another."""
    found = read_key(existing, "profile") or PORTABLE
    if wanted is not None and _profile(wanted).name != found:
        raise ExportError(f"{path} is in the profile “{found}”, not “{wanted}”; name another file or that profile.")
    return _profile(found)


def _check_filled(document: Document) -> None:
    if not document.excerpts and not document.sections:
        raise ExportError("There is no passage to export; nothing was written.")


@contextmanager
def _told_as_export() -> Iterator[None]:
    try:
        yield
    except FileError as error:
        raise ExportError(error.sentence) from None


def _check_place(path: Path) -> None:
    with _told_as_export():
        check_place(path)


def _read(path: Path) -> str | None:
    """The file's text as it stands, line ends included; ``None`` where there is no file."""
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise ExportError(f"{path} is not an export of natoreader’s; it was left as it is.") from None
    except (OSError, ValueError) as error:
        raise ExportError(f"{path} could not be read: {why(error)}; it was left as it is.") from None


def _check_ours(path: Path, existing: str, document: Document) -> None:
    if not is_ours(existing):
        raise ExportError(f"{path} is not an export of natoreader’s; it was left as it is.")
    dossier = read_key(existing, "dossier")
    if dossier is not None and dossier != document.dossier:
        raise ExportError(f"{path} holds excerpts of another dossier, “{dossier}”; it was left as it is.")


def _beside(path: Path, merged: Callable[[str], str | None]) -> str:
    """The new text of a file beside the export; ``merged`` answers ``None`` where the old one is not ours to change."""
    _check_place(path)
    new = merged(_read(path) or "")
    if new is None:
        raise ExportError(f"{path} stands where the bibliography would be written and is not natoreader’s; rename one.")
    return new


def _with_references(existing: str, path: Path, form: Portable, document: Document) -> str:
    """An earlier export whose front matter names the bibliography beside it, as far as it names none of the user's."""
    name = beside(path.name)[0]
    named = read_key(existing, "bibliography")
    if not has_key(existing, "bibliography"):
        existing = write_key(existing, "bibliography", name)
    elif named is not None and named != name and _is_of_another_file(path, named, document):
        existing = write_key(existing, "bibliography", name)
        old, new = form.command(named.removesuffix(_CSL) + path.suffix), form.command(path.name)
        if old is not None and new is not None:
            existing = replace_line(existing, old, new)
    if form.cites_all(document) and not has_key(existing, "nocite"):
        existing = write_key(existing, "nocite", EVERYTHING)
    return existing


def _is_of_another_file(path: Path, named: str, document: Document) -> bool:
    """Whether the bibliography named is the one of the file that ``path`` was copied from, or was called before.

    It has such a name, and is no more there, or holds nothing but articles of the dossier.
    """
    if not named.endswith(_CSL) or Path(named).name != named:
        return False
    try:
        old = _read(path.with_name(named))
    except ExportError:
        return False
    return old is None or _merge_csl(document, (), old, frozenset(), ours=False) is not None


def _of_same_stem(path: Path) -> Iterator[str]:
    """The other exports that have the same bibliography beside them."""
    with suppress(OSError):
        for each in path.parent.iterdir():
            if each.stem == path.stem and each != path and each.suffix.lower() in _MARKDOWN and each.is_file():
                with suppress(ExportError):
                    text = _read(each)
                    if text is not None and is_ours(text):
                        yield text


def _needed(document: Document, rendered: Rendered, texts: Sequence[str]) -> tuple[Reference, ...]:
    """The references that belong beside these texts: the document's, then those of articles cited or listed in them."""
    listed = (
        each
        for each, (_, source) in zip(document.uncited, rendered.uncited, strict=True)
        if any(source.opening in text or cites(text, each.key) for text in texts)
    )
    return (*document.references, *listed)


def _merge_csl(
    document: Document, needed: Sequence[Reference], old: str, stay: frozenset[str], *, ours: bool
) -> str | None:
    """The references, then the other entries of ``old``; ``None`` where it is no CSL-JSON, or none of natoreader’s.

    ``ours`` says that the file belongs to an export: entries that the user added to it stay. Of the dossier’s other
    articles those in ``stay`` do.
    """
    try:
        entries = json.loads(old or "[]")
    except (ValueError, RecursionError):
        return None
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        return None
    if not ours and any(each.get("id") not in document.own_keys for each in entries):
        return None
    gone = (document.own_keys - stay) | {each.key for each in needed}
    return csl_json(needed, [each for each in entries if each.get("id") not in gone])


def _merge_bib(needed: Sequence[Reference], old: str, stay: frozenset[str]) -> str | None:
    """The references between marker lines, in the place of the old ones; ``None`` where ``old`` has no such place."""
    place = _BIB_BLOCK.search(old)
    if old and place is None:
        return None
    entries = {each.key: biblatex_entry(each) for each in needed}
    if place is not None:
        entries |= {
            found[1]: found[0]
            for found in _BIB_ENTRY.finditer(place[0])
            if found[1] in stay and found[1] not in entries
        }
    block = "\n\n".join([_BIB_BEGIN, *entries.values(), _BIB_END])
    return old.replace(place[0], block, 1) if place is not None else f"{block}\n"
