"""Which paragraphs are boilerplate, and what is said in their place."""

from __future__ import annotations

from collections import Counter

from ..dossier.article import Article
from ..dossier.text import Clean
from .strips import fit
from .wrap import Row, cells

_FOLDED = frozenset({"caption", "notice", "related"})
_NAMES = {
    "headline": ("repeated headline", "repeated headlines"),
    "caption": ("caption", "captions"),
    "notice": ("notice", "notices"),
    "related": ("related headline", "related headlines"),
}


def foldable(article: Article) -> frozenset[int]:
    """The numbers of the paragraphs that hold nothing but captions, notices, related or repeated headlines."""
    found: set[int] = set()
    seen_headline = False
    for paragraph in article.text.paragraphs:
        kinds = {block.type for block in article.blocks_in(paragraph.start, paragraph.end)}
        if kinds and kinds <= _FOLDED:
            found.add(paragraph.number)
        elif kinds == {"headline"}:
            if seen_headline:
                found.add(paragraph.number)
            seen_headline = True
    if len(found) == len(article.text.paragraphs):
        return frozenset()  # nothing would be left to read
    return frozenset(found)


def fold_note(article: Article, row: Row, key: str, width: int) -> Clean:
    """“⋯ 2 captions folded · x shows”, with the key that does; as much of it as ``width`` cells hold."""
    counts: Counter[str] = Counter()
    for number in range(row.paragraph, row.paragraph + row.fold):
        paragraph = article.text.paragraphs[number - 1]
        counts[article.main_block(paragraph.start, paragraph.end)] += 1
    parts = [f"{count} {_NAMES.get(kind, (kind, kind))[count > 1]}" for kind, count in counts.items()]
    shows = f" · {key} shows" if key else ""
    note = f"⋯ {', '.join(parts)} folded"
    return Clean(note + shows if cells(note + shows) <= width else fit(note, width))
