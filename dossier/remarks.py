"""Remarks: statements of the articles that other records contradict, each with the record that does.

The words stay as they were printed; a remark stands beside them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from typing import NamedTuple

from .dates import MONTHS
from .pins import Pin, read_pin
from .problems import shortened
from .tables import Table
from .text import Clean

_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+")


class Record(NamedTuple):
    """A public record: its title, publisher and day, and the web address it is found at."""

    title: Clean
    publisher: Clean
    date: datetime.date
    url: Clean

    def long_date(self) -> Clean:
        """“22 August 2011”."""
        return Clean(f"{self.date.day} {MONTHS[self.date.month - 1]} {self.date.year}")


class Remark(NamedTuple):
    """What other records say of a passage, in a sentence of ours, and the record that says it."""

    pin: Pin
    says: Clean
    record: Record

    @property
    def line(self) -> Clean:
        """What other records say, and the record, on one line."""
        record = self.record
        said = f"{self.says} “{record.title}”, {record.publisher}, {record.long_date()}, {record.url}"
        return Clean.line(said)


def read_remarks(top: Table, articles: Collection[str]) -> tuple[Remark, ...]:
    """The remarks of ``remarks.toml``; faults are recorded on ``top``. ``articles`` are the ids that exist."""
    remarks: list[Remark] = []
    for table in top.tables("remarks"):
        article = table.line("article", required=True)
        says = table.text("says", required=True)
        record = _read_record(table.table("record", required=True))
        pin = read_pin(table, article or Clean(""))
        if article is not None and article not in articles:
            table.fault("article", f"there is no article “{shortened(article)}”")
        elif article is not None and pin is not None and says is not None and record is not None:
            remarks.append(Remark(pin, says, record))
    top.close()
    return tuple(remarks)


def _read_record(table: Table | None) -> Record | None:
    if table is None:
        return None
    title, publisher = table.line("title", required=True), table.line("publisher", required=True)
    date = table.day("date", required=True)
    url = table.line("url", required=True)
    if url is not None and not _ADDRESS.fullmatch(url):
        table.fault("url", f"“{shortened(url)}” is no web address; expected one that begins with https://")
        url = None
    table.close()
    if title is None or publisher is None or date is None or url is None:
        return None
    return Record(title, publisher, date, url)
