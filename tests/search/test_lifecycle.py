"""The index on disk: opened when it is good, built when it is not, and never in the way."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader.dossier.folder import Dossier, open_dossier
from natoreader.search import generation
from natoreader.search.index import ClosedError, Index, build_index, ensure_index, open_index, status
from natoreader.search.lexicon import Lexicon
from natoreader.search.progress import Cancelled
from natoreader.search.store import Store


def works(index: Index) -> bool:
    """Whether an index answers; closes it."""
    found = index.search("nobody").total == 1 and index.search("train* OR embargo").total > 3
    index.close()
    return found


def folder(dossier: Dossier) -> Path:
    return Store.of(dossier).folder


def generations(dossier: Dossier) -> list[Path]:
    return sorted(path for path in folder(dossier).iterdir() if path.name.startswith("gen-"))


def leftovers(dossier: Dossier) -> list[str]:
    return [path.name for path in folder(dossier).iterdir() if path.name.startswith("tmp-")]


def built(dossier: Dossier) -> Path:
    """Build, and return the generation."""
    index = ensure_index(dossier)
    assert index.built
    assert index.notice is None
    index.close()
    (found,) = generations(dossier)
    return found


def test_built_once_then_opened(small: Dossier) -> None:
    assert open_index(small) is None
    assert status(small).state == "missing"
    steps: list[tuple[int, int]] = []
    first = ensure_index(small, lambda done, total: steps.append((done, total)))
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert (first.built, first.notice, first.articles, first.paragraphs) == (True, None, 3, 9)
    assert works(first)
    again = ensure_index(small)
    assert not again.built
    assert works(again)
    now = status(small)
    assert (now.state, now.reason, now.articles, now.paragraphs) == ("current", None, 3, 9)
    assert now.generation == generations(small)[0].name
    assert now.size == sum(file.stat().st_size for file in generations(small)[0].iterdir())


def test_all_of_it_is_private(small: Dossier) -> None:
    place = built(small)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.parent.parent.stat().st_mode) == 0o700


def test_the_folder_is_one_per_dossier_and_place(small_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "copy"
    shutil.copytree(small_path, other)
    assert folder(open_dossier(small_path)) != folder(open_dossier(other))
    assert folder(open_dossier(small_path)) == folder(open_dossier(small_path / ".." / "small"))


@pytest.mark.parametrize("change", ["text", "new", "gone", "blocks"])
def test_stale(small: Dossier, small_path: Path, change: str) -> None:
    built(small)
    toml = (small_path / "dossier.toml").read_text(encoding="utf-8")
    if change == "text":
        (small_path / "third.txt").write_text("Nobody offers anything any more.\n", encoding="utf-8")
    elif change == "new":
        (small_path / "fourth.txt").write_text("Nobodies.\n", encoding="utf-8")
        toml += '\n[[articles]]\nid = "fourth"\nfile = "fourth.txt"\n'
    elif change == "gone":
        toml = toml[: toml.index('[[articles]]\nid = "third"')]
    else:
        toml = toml.replace('type = "caption"', 'type = "byline"')
    (small_path / "dossier.toml").write_text(toml, encoding="utf-8")
    changed = open_dossier(small_path)
    assert status(changed).state == "stale"
    assert open_index(changed) is None
    index = ensure_index(changed)
    assert index.built
    assert index.articles == len(changed.articles)
    assert index.search("in:byline").total == (change == "blocks")
    index.close()
    assert status(changed).state == "current"
    assert len(generations(changed)) == 1


def test_the_order_of_the_articles_may_change(small: Dossier, small_path: Path) -> None:
    built(small)
    toml = (small_path / "dossier.toml").read_text(encoding="utf-8")
    last = toml.index('[[articles]]\nid = "third"')
    first = toml.index("[[articles]]")
    (small_path / "dossier.toml").write_text(toml[:first] + toml[last:] + "\n" + toml[first:last], encoding="utf-8")
    index = open_index(open_dossier(small_path))
    assert index is not None
    assert index.search("nobody").hits[0].article.id == "third"
    assert works(index)


def test_a_reader_outlives_the_generation_it_opened(small: Dossier, small_path: Path) -> None:
    old = ensure_index(small)
    (small_path / "third.txt").write_text("Somebody.\n", encoding="utf-8")
    new = ensure_index(open_dossier(small_path))
    assert new.search("nobody").total == 0
    new.close()
    assert len(generations(small)) == 1
    assert works(old)


def test_a_closed_index_is_not_opened_again_by_a_question(small: Dossier) -> None:
    generation = built(small)
    index = open_index(small)
    assert index is not None
    index.close()
    with pytest.raises(ClosedError):
        index.search("train*")
    assert generation.name not in Path("/proc/self/maps").read_text()
    assert generations(small) == [generation]


def test_opening_can_be_called_off_between_two_articles(small: Dossier) -> None:
    generation = built(small)
    answers = iter([False, True])
    with pytest.raises(Cancelled):
        open_index(small, lambda: next(answers))
    held = [*map(str, (each.resolve() for each in Path("/proc/self/fd").iterdir()))]
    assert not any(generation.name in each for each in (*held, Path("/proc/self/maps").read_text()))
    index = open_index(small, lambda: False)
    assert index is not None
    assert works(index)


def test_a_cache_that_cannot_be_written(small: Dossier, cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    assert open_index(small) is None
    index = ensure_index(small)
    assert str(index.notice).startswith("The index cannot be kept on disk (")
    assert index.built
    assert works(index)
    with pytest.raises(OSError, match=r"Not a directory|File exists"):
        build_index(small)
    assert status(small).state == "broken"


def test_no_home_folder(small: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NATOREADER_CACHE_DIR")
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: "~/.cache/natoreader")
    index = ensure_index(small)
    assert "there is no home folder; set NATOREADER_CACHE_DIR" in str(index.notice)
    assert works(index)
    assert status(small).folder is None


@pytest.mark.parametrize("step", ["add", "finish", "seal", "rename"])
def test_a_full_disk(small: Dossier, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        if step == "add":
            patch.setattr("whoosh.codec.whoosh3.W3PerDocWriter.start_doc", _once(full))
        elif step == "finish":
            patch.setattr("whoosh.codec.whoosh3.W3FieldWriter.start_term", _once(full))
        elif step == "seal":
            patch.setattr(Lexicon, "to_bytes", full)
        else:
            patch.setattr(Path, "rename", full)
        index = ensure_index(small)
    assert index.notice == (
        "The index cannot be kept on disk (No space left on device); it is in memory, for this session only."
    )
    assert works(index)
    assert not leftovers(small)
    assert not generations(small)


def _once(fail: Callable[..., None]) -> Callable[..., None]:
    """A method that fails the first time, and does nothing of its own afterwards but what the class did before."""
    from whoosh.codec import whoosh3

    originals = {"start_doc": whoosh3.W3PerDocWriter.start_doc, "start_term": whoosh3.W3FieldWriter.start_term}
    failed: list[bool] = []

    def method(self: object, *arguments: object) -> None:
        if not failed:
            failed.append(True)
            fail()
        name = "start_doc" if isinstance(self, whoosh3.W3PerDocWriter) else "start_term"
        originals[name](self, *arguments)

    return method


def test_a_build_that_is_called_off_changes_nothing(small: Dossier, small_path: Path) -> None:
    place = built(small)
    (small_path / "third.txt").write_text("Somebody.\n", encoding="utf-8")
    changed = open_dossier(small_path)
    answers = iter([False, False, True])
    with pytest.raises(Cancelled):
        build_index(changed, cancelled=lambda: next(answers))
    assert generations(changed) == [place]
    assert not leftovers(changed)
    with pytest.raises(Cancelled):
        ensure_index(changed, cancelled=lambda: True)


def test_waiting_for_another_builder_can_be_called_off(small: Dossier) -> None:
    store = Store.of(small)
    store.prepare()
    answers = iter([False, False, True])
    with store.locked(None) as held, pytest.raises(Cancelled), store.locked(lambda: next(answers)):
        assert held
    assert next(answers, "all asked") == "all asked"


def test_a_file_system_without_locks(small: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    (folder(small) / "tmp-other").mkdir(parents=True, mode=0o700)
    folder(small).chmod(0o700)
    index = ensure_index(small)
    assert (index.built, index.notice) == (True, None)
    assert works(index)
    assert leftovers(small) == ["tmp-other"]  # it may be another builder's
    os.utime(folder(small) / "tmp-other", (0, 0))
    build_index(small, force=True).close()
    assert leftovers(small) == []


def test_a_rebuild_can_be_forced(small: Dossier) -> None:
    built(small)
    with build_index(small) as index:
        assert not index.built
    index = build_index(small, force=True)
    assert index.built
    assert works(index)
    assert len(generations(small)) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from natoreader.dossier.folder import open_dossier
from natoreader.search import generation, index, store
kill = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
step = sys.argv[2]
if step == "seal":
    generation.Lexicon.to_bytes = kill
elif step == "rename":
    store.Store.publish = kill
elif step == "pointer":
    Path.replace = kill
elif step == "sweep":
    store.Store.sweep = kill
index.build_index(open_dossier(Path(sys.argv[1])), progress=kill if step == "article" else None)
"""


@pytest.mark.parametrize("step", ["article", "seal", "rename", "pointer", "sweep"])
def test_killed_at_any_moment(small: Dossier, small_path: Path, step: str) -> None:
    old = built(small)
    (small_path / "first.txt").write_text(
        (small_path / "first.txt").read_text(encoding="utf-8") + "\nNobody else.\n", encoding="utf-8"
    )
    died = subprocess.run([sys.executable, "-c", KILLED, str(small_path), step], check=False)
    assert died.returncode == -9
    changed = open_dossier(small_path)
    now = status(changed)
    assert now.state == ("current" if step == "sweep" else "stale")  # the old index, or the new one; nothing between
    assert (now.generation == old.name) is (step != "sweep")
    index = ensure_index(changed)
    assert index.built is (step != "sweep")
    assert index.search("nobody").total == 2
    index.close()
    build_index(changed, force=True).close()
    assert len(generations(changed)) == 1
    assert not leftovers(changed)


def test_a_generation_swept_between_two_looks_is_looked_for_again(
    small: Dossier, small_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(small)
    store = Store.of(small)
    (small_path / "third.txt").write_text("Nobody.\n", encoding="utf-8")
    changed = open_dossier(small_path)
    load = generation.load
    looks: list[str] = []

    def late(place: Path) -> generation.Generation:
        looks.append(place.name)
        if len(looks) == 1:  # another process replaces the index just now
            monkeypatch.setattr("natoreader.search.store.load", load)
            build_index(changed).close()
            monkeypatch.setattr("natoreader.search.store.load", late)
        return load(place)

    monkeypatch.setattr("natoreader.search.store.load", late)
    opened = store.open()
    assert opened is not None
    opened.reader.close()
    assert len(looks) == 2
    assert looks[0] != looks[1]
