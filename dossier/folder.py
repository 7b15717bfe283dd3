"""A dossier: a folder of articles, opened."""

from __future__ import annotations

import ntpath
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from .article import Article, Stamp, by_date, read_block_rule, read_known
from .dates import read_dating
from .problems import DossierError, Problem, problem
from .tables import Table, read_toml
from .text import Clean, Decoded, decode, short_digest, unaccented

if TYPE_CHECKING:
    from .comparison import Comparison
    from .entities import Entity
    from .remarks import Remark

DOSSIER = "dossier.toml"
ENTITIES = "entities.toml"
COMPARISON = "comparison.toml"
REMARKS = "remarks.toml"
SCHEMA = 1
"""The version of the dossier files' format that this code reads."""
MAX_BYTES = 64 * 1024 * 1024
"""The largest article that is read, in bytes."""

ENGLISH = Clean("en")

_NOT_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 60
"""Code points of an id that is made of words."""


class Dossier:
    """An opened dossier. Metadata is read at once; texts, entities and comparison when they are first asked for.

    ``problems`` holds what was wrong in ``dossier.toml``; a dossier with problems opens with what is sound.
    """

    def __init__(
        self,
        path: Path,
        id: Clean,
        title: Clean,
        articles: tuple[Article, ...],
        problems: tuple[Problem, ...] = (),
        language: Clean = ENGLISH,
    ) -> None:
        self.path = path
        self.id = id
        self.title = title
        self.articles = articles
        self.problems = problems
        self.language = language
        self._by_id = {str(article.id): article for article in articles}

    def article(self, id: str) -> Article | None:
        """The article with this id."""
        return self._by_id.get(id)

    @property
    def name_words(self) -> list[str]:
        """The words of its id, without the digest in that of a folder that names none."""
        return self.id.removesuffix(_place_suffix(self.path)).split("-")

    @cached_property
    def chronological(self) -> tuple[Article, ...]:
        """The articles by best publication date, those without a date last."""
        return tuple(sorted(self.articles, key=by_date))

    @cached_property
    def _entities(self) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
        from .entities import read_entities  # imported late: the first screen does without

        top, problems = self._optional(ENTITIES)
        if top is None:
            return (), problems
        entities = read_entities(top, self._by_id)
        return entities, tuple(top.problems)

    @cached_property
    def _comparison(self) -> tuple[Comparison, tuple[Problem, ...]]:
        from .comparison import Comparison, read_comparison  # imported late: the first screen does without

        top, problems = self._optional(COMPARISON)
        if top is None:
            return Comparison(), problems
        comparison = read_comparison(top, self._by_id)
        return comparison, tuple(top.problems)

    @cached_property
    def _remarks(self) -> tuple[tuple[Remark, ...], tuple[Problem, ...]]:
        from .remarks import read_remarks  # imported late: the first screen does without

        top, problems = self._optional(REMARKS)
        if top is None:
            return (), problems
        remarks = read_remarks(top, self._by_id)
        return remarks, tuple(top.problems)

    def _optional(self, name: str) -> tuple[Table | None, tuple[Problem, ...]]:
        if not os.path.lexists(self.path / name):
            return None, ()
        try:
            return read_toml(self.path / name, name), ()
        except DossierError as error:
            return None, error.problems

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The table of entities; empty without ``entities.toml``."""
        return self._entities[0]

    @property
    def comparison(self) -> Comparison:
        """The comparison; empty without ``comparison.toml``."""
        return self._comparison[0]

    @property
    def comparison_missing(self) -> str:
        """Why there is nothing to compare, in words without a full stop; empty where there is something."""
        if self.comparison:
            return ""
        if os.path.lexists(self.path / COMPARISON):
            return f"{COMPARISON} holds no comparison that can be read: natoreader check tells what is wrong in it"
        return f"This dossier has no comparison; a {COMPARISON} in its folder makes one"

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What other records say of the articles' words; empty without ``remarks.toml``."""
        return self._remarks[0]

    @property
    def table_problems(self) -> tuple[Problem, ...]:
        """What was wrong in ``entities.toml``, ``comparison.toml`` and ``remarks.toml``."""
        return self._entities[1] + self._comparison[1] + self._remarks[1]


def bundled() -> Path:
    """The folder of the dossier that comes with natoreader."""
    return Path(__file__).resolve().parent.parent / "seeds"


def open_dossier(path: Path) -> Dossier:
    """Open a folder as a dossier: by its ``dossier.toml``, else as a folder of text files.

    Raises:
        DossierError: the path is no readable folder, or its ``dossier.toml`` is not TOML.
    """
    shown = str(path)
    try:
        if not path.is_dir():
            found = "is a file" if path.exists() else "is not there"
            raise DossierError([problem(shown, "", f"{found}; expected a folder of articles")])
        path = path.resolve()
        if os.path.lexists(path / DOSSIER):
            return _read_dossier(path, read_toml(path / DOSSIER, DOSSIER))
        return _plain_folder(path)
    except OSError as error:
        raise DossierError([problem(shown, "", f"cannot be read: {error.strerror or error}")]) from None
    except ValueError:  # an embedded NUL
        raise DossierError([problem(shown, "", "is no path")]) from None


def slug(words: str) -> Clean:
    """``words`` as an id: lower-case letters without accents, digits, single hyphens.

    Where letters of other scripts fall away, or nothing is left, a digest of the words makes it theirs.
    """
    plain = unicodedata.normalize("NFKD", words).casefold()
    letters = unaccented(plain)
    id = _NOT_ID.sub("-", letters).strip("-")[:_LONGEST_SLUG].strip("-")
    if id and not any(char.isalnum() for char in letters if not char.isascii()):
        return Clean(id)
    return _distinct(id, plain)


def _distinct(id: str, words: str) -> Clean:
    """An id, which may be empty, with a digest of itself and the words that it was made of."""
    digest = short_digest(f"{id}\0{words}".encode(errors="surrogatepass"))
    return Clean(f"{id[: _LONGEST_SLUG - len(digest) - 1].strip('-')}-{digest}".lstrip("-"))


def _read_dossier(path: Path, top: Table) -> Dossier:
    schema = top.integer("schema")
    if schema is not None and schema != SCHEMA:
        top.fault("schema", f"is {schema}; this natoreader reads {SCHEMA}")
    id = top.id() or _id_by_place(path)
    title = top.line("title") or Clean.line(path.name)
    language = top.line("language") or ENGLISH
    articles = tuple(_read_articles(path, top))
    top.close()
    if not articles:
        top.fault("articles", "names no article that can be opened")
    return Dossier(path, id, title, articles, tuple(top.problems), language)


def _read_articles(root: Path, top: Table) -> Iterator[Article]:
    seen: set[str] = set()
    files: set[str] = set()
    for table in top.tables("articles"):
        id, file = table.id(), table.text("file", required=True)
        encoding = table.line("encoding")
        headline, outlet = read_known(table.table("headline")), read_known(table.table("outlet"))
        agency, byline = read_known(table.table("agency")), read_known(table.table("byline"))
        url = read_known(table.table("url"))
        dating = table.table("published")
        published = read_dating(dating) if dating is not None else None
        sha256 = table.line("sha256")
        rules = [rule for each in table.tables("blocks") if (rule := read_block_rule(each)) is not None]
        if id is None or file is None:
            continue
        if id in seen:
            table.fault("id", f"“{id}” is already the id of another article")
            continue
        if file in files:
            table.fault("file", f"“{file}” is already the file of another article")
            continue
        if not _inside(file):
            table.fault("file", f"“{file}” leaves the dossier; expected a path inside its folder")
            continue
        if encoding is not None and not _known_encoding(encoding):
            table.fault("encoding", f"“{encoding}” is no encoding natoreader knows")
            encoding = None
        seen.add(id)
        files.add(file)
        read = partial(_read_file, root, str(table.data["file"]), f"{table.path}.file", encoding, DOSSIER)
        yield Article(
            id,
            Clean.line(file),
            read,
            headline=headline,
            outlet=outlet,
            agency=agency,
            byline=byline,
            url=url,
            published=published,
            rules=rules,
            sha256=sha256,
            key=table.path,
            stamp=partial(_stamp, root, str(table.data["file"])),
        )


def _plain_folder(path: Path) -> Dossier:
    def texts(folder: Path) -> list[Path]:
        if not folder.is_dir():
            return []
        return sorted(each for each in folder.iterdir() if each.suffix.lower() == ".txt" and each.name[0] != ".")

    files = texts(path) or texts(path / "articles")
    slugs = {file: slug(file.stem) for file in files}
    claims = Counter(slugs.values())
    articles: list[Article] = []
    for file in files:
        id = slugs[file]
        # Of files that would share an id only the one named so has it: by order, a new one could take over bookmarks.
        while claims[id] > 1 and file.name != f"{id}.txt":
            id = _distinct(id, file.name)
            claims[id] += 1
        inside = file.relative_to(path).as_posix()
        read = partial(_read_file, path, inside, "", None, inside)
        stamp = partial(_stamp, path, inside)
        articles.append(Article(id, Clean.line(inside), read, source=Clean.line(inside), stamp=stamp))
    problems = () if articles else (problem(path.name, "", "holds no dossier.toml and no .txt file"),)
    return Dossier(path, _id_by_place(path), Clean.line(path.name), tuple(articles), problems)


def _id_by_place(path: Path) -> Clean:
    """The id of a folder that names none: its name and a digest of where it lies.

    By the name alone two folders of one name would share their bookmarks.
    """
    return slug(path.name) + _place_suffix(path)


def _place_suffix(path: Path) -> str:
    return f"-{short_digest(os.fsencode(path))}"


def _inside(file: str) -> bool:
    """Whether a path, as written, stays inside the folder. Links are looked at when the file is read."""
    drive, rest = ntpath.splitdrive(file)  # knows both slashes, drives and shares
    steps = rest.replace("\\", "/").split("/")
    return not drive and steps[0] != "" and ".." not in steps


def _known_encoding(name: str) -> bool:
    try:
        "a".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def _stamp(root: Path, file: str) -> Stamp:
    try:
        status = (root / file).stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size


def _read_file(root: Path, file: str, key: str, encoding: str | None, source: str) -> Decoded:
    """A file of the folder ``root``, which is resolved."""
    fail: Callable[[str], DossierError] = lambda message: DossierError([problem(source, key, message)])  # noqa: E731
    path = root / file
    try:
        if not path.resolve().is_relative_to(root):
            raise fail(f"“{file}” leads out of the dossier by a link; expected a file inside its folder")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise fail(f"“{file}” is not a file")
        if status.st_size > MAX_BYTES:
            raise fail(f"“{file}” is larger than {MAX_BYTES // 1024 // 1024} MiB")
        return decode(path.read_bytes(), encoding)
    except FileNotFoundError:
        raise fail(f"there is no file “{file}”") from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be opened"
        raise fail(f"“{file}” cannot be read: {reason}") from None
