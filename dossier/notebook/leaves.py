"""Pages of a damaged notebook that hold a table’s rows, found by what they look like.

The format is described at https://www.sqlite.org/fileformat.html.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from .records import instant

_LEAF = 0x0D
"""How a page begins that holds rows of a table (ibid., 1.6)."""
_CELLS = slice(3, 5)
"""Where such a page keeps the number of its rows."""
_FIRST = slice(8, 10)
"""Where it keeps the place of the first of them."""
_LARGEST = 65536
"""The size of a page that two bytes cannot hold: 1 stands for it."""
_SIZE, _TRUNK = slice(16, 18), slice(32, 36)
"""Where the first page of a file keeps the size of a page, and the number of the first that lists free ones."""
_STAMPS = ("created", "updated", "at")
"""Columns that hold an instant."""


def free(file: bytes) -> frozenset[int]:
    """The numbers of a file’s pages that are not in use: what was deleted may still stand there."""
    size, number, found = _number(file[_SIZE]) or 1, _number(file[_TRUNK]), set[int]()
    size = _LARGEST if size == 1 else size
    while 0 < number <= len(file) // size and number not in found:
        page = file[(number - 1) * size : number * size]
        found.add(number)
        listed = min(_number(page[4:8]), size // 4 - 2)
        found |= {_number(page[at : at + 4]) for at in range(8, 8 + 4 * listed, 4)}
        number = _number(page[:4])
    return frozenset(found)


def found(file: bytes, size: int, columns: int, root: int, unused: Set[int]) -> Iterator[bytes]:
    """The pages that hold rows with so many columns; ``root``, a table’s first page, is one if it can be one."""
    for number in range(2, len(file) // size + 1):
        page = file[(number - 1) * size : number * size]
        if number == root:
            page = bytes([_LEAF]) + page[1:]
        if page[0] == _LEAF and number not in unused and _columns(page) == columns:
            yield page


def fits(row: Sequence[object], columns: Sequence[Sequence[object]]) -> bool:
    """Whether a row can be one of a table with these columns, as ``table_info`` tells them."""
    return all(
        _is(value, str(name), str(type)) if value is not None else not required
        for value, (_, name, type, required, *_) in zip(row, columns, strict=True)
    )


def _is(value: object, name: str, type: str) -> bool:
    if not isinstance(value, int if type == "INTEGER" else str):
        return False
    if name not in _STAMPS:
        return True
    try:
        instant(str(value))
    except ValueError:
        return False
    return True


def _columns(page: bytes) -> int:
    """How many columns the first row of a page has; 0 where that cannot be told."""
    if not _number(page[_CELLS]):
        return 0
    try:
        _, at = _varint(page, _number(page[_FIRST]))  # the length of the row
        _, begin = _varint(page, at)  # its number
        length, at = _varint(page, begin)
        number = 0
        while at < begin + length:
            _, at = _varint(page, at)
            number += 1
    except IndexError:
        return 0
    return number


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next begins (ibid., 1.6)."""
    value = 0
    for offset in range(8):
        byte = page[at + offset]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + offset + 1
    return value << 8 | page[at + 8], at + 9


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, "big")
