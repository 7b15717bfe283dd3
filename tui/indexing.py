"""Getting the index ready beside a running app: opened in a thread, or built in a child process."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable

from ..dossier.folder import Dossier
from ..dossier.text import Clean
from ..search import child
from ..search.index import Index, ensure_index, open_index

Progress = Callable[[int, int], None]
"""Told how many of how many articles are indexed."""


async def ready_index(dossier: Dossier, progress: Progress) -> tuple[Index, Clean]:
    """The dossier's index and a sentence about how it came to be (empty where it was there already).

    The build runs in a child process, which ends with this one; where it fails, the index is made in this process, at
    the worst in memory.
    """
    index = await asyncio.to_thread(open_index, dossier)
    if index is not None:
        return index, Clean("")
    said = await _build(dossier, progress)
    return await asyncio.to_thread(ensure_index, dossier), said


async def _build(dossier: Dossier, progress: Progress) -> Clean:
    """Run the child; a sentence about what it did."""
    try:
        process = await asyncio.create_subprocess_exec(
            *child.command(dossier.path), stdin=PIPE, stdout=PIPE, stderr=DEVNULL
        )
    except OSError as error:
        return Clean.line(f"The index could not be built beside the app: {error.strerror}")
    try:
        return await _follow(process, progress, len(dossier.articles))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _follow(process: Process, progress: Progress, articles: int) -> Clean:
    said = Clean("")
    if process.stdout is None:
        return said
    async for line in process.stdout:
        try:
            report = json.loads(line)
        except ValueError:
            continue
        if "done" in report:
            progress(int(report["done"]), int(report["total"]))
        elif report.get("built"):
            plural = "s" * (articles != 1)
            said = Clean(f"Indexed {articles} article{plural} in {float(report['seconds']):.2f} s")
        elif "error" in report:
            said = Clean.line(str(report["error"]))
    await process.wait()
    return said
