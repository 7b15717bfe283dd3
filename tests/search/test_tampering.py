"""Nothing in the index's folder is trusted: what is damaged, foreign or planted there is built again."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import stat
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from natoreader.dossier.folder import Dossier
from natoreader.search import generation
from natoreader.search.engine import BrokenIndexError
from natoreader.search.index import Index, ensure_index, open_index, status
from natoreader.search.store import Store


def works(index: Index) -> bool:
    """Whether an index answers; closes it."""
    found = index.search("nobody").total == 1 and index.search("train* OR embargo").total > 3
    index.close()
    return found


def built(dossier: Dossier) -> Path:
    """Build, and return the generation."""
    index = ensure_index(dossier)
    assert index.built
    assert index.notice is None
    index.close()
    (found,) = Store.of(dossier).folder.glob("gen-*")
    return found


def damage_every(name: str, change: Callable[[bytes], bytes | None]) -> Callable[[Path], None]:
    def apply(place: Path) -> None:
        (file,) = place.glob(name)
        data = change(file.read_bytes())
        if data is None:
            file.unlink()
        else:
            file.write_bytes(data)

    return apply


def repoint(contents: bytes | None) -> Callable[[Path], None]:
    def apply(place: Path) -> None:
        pointer = place.parent / "current"
        pointer.unlink()
        if contents is None:
            pointer.mkdir()
            (pointer / "x").touch()
        else:
            pointer.write_bytes(contents)

    return apply


def replace_by_file(place: Path) -> None:
    shutil.rmtree(place)
    place.write_bytes(b"x")


DAMAGE: dict[str, Callable[[Path], None]] = {
    "postings truncated": damage_every("*.pst", lambda data: data[: len(data) // 2]),
    "postings empty": damage_every("*.pst", lambda data: b""),
    "terms gone": damage_every("*.trm", lambda data: None),
    "one bit of the terms": damage_every("*.trm", lambda data: data[:50] + bytes([data[50] ^ 1]) + data[51:]),
    "words changed": damage_every("words.txt", lambda data: data.replace(b"nobody", b"nobodi")),
    "blocks gone": damage_every("blocks.bin", lambda data: None),
    "lengths longer": damage_every("lengths.bin", lambda data: data + b"\0\0\0\0"),
    "parts no json": damage_every("parts.json", lambda data: b"{"),
    "manifest gone": damage_every("manifest.json", lambda data: None),
    "manifest no json": damage_every("manifest.json", lambda data: data[:-2]),
    "manifest changed": damage_every("manifest.json", lambda data: data.replace(b'"third"', b'"fifth"')),
    "generation gone": shutil.rmtree,
    "generation a file": replace_by_file,
    "pointer empty": repoint(b""),
    "pointer garbage": repoint(b"\xff\x00../../etc\n" * 100),
    "pointer leads out": repoint(b"../../evil\n"),
    "pointer to nothing": repoint(b"gen-" + b"0" * 32),
    "pointer a folder": repoint(None),
}


@pytest.mark.parametrize("damage", DAMAGE, ids=str)
def test_a_damaged_index_is_built_again(small: Dossier, damage: str) -> None:
    place = built(small)
    DAMAGE[damage](place)
    assert open_index(small) is None
    assert status(small).state == "broken"
    index = ensure_index(small)
    assert (index.built, index.notice) == (True, None)
    assert works(index)
    assert status(small).state == "current"
    assert not list(Store.of(small).folder.glob("tmp-*"))


@pytest.mark.parametrize("key", ["schema", "analysis", "whoosh", "order of bytes"])
def test_an_index_of_another_version_is_built_again(small: Dossier, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    with monkeypatch.context() as other:
        other.setitem(generation._MADE_BY, key, "another")
        built(small)
    assert "another version" in str(status(small).reason)
    index = ensure_index(small)
    assert index.built
    assert works(index)


class Bomb:
    """What a pickle can do: here, make a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return os.mkdir, (str(self.mark),)


def seal_again(place: Path) -> Path:
    """What an intruder would do who knows the format: make all checksums right, and point to the result."""
    manifest = json.loads((place / "manifest.json").read_bytes())
    for name in manifest["files"]:
        manifest["files"][name] = [(place / name).stat().st_size, generation._checksum(place / name)]
    data = json.dumps(manifest).encode()
    (place / "manifest.json").write_bytes(data)
    target = place.with_name(generation._name(data))
    place.rename(target)
    (place.parent / "current").write_text(target.name)
    return target


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("where", ["terms", "block", "data", "contents"])
def test_a_pickle_in_the_index_is_not_executed(small: Dossier, tmp_path: Path, where: str, sealed: bool) -> None:
    place = built(small)
    mark = tmp_path / "executed"
    bomb = pickle.dumps(Bomb(mark), 2)
    pickle.loads(bomb)
    mark.rmdir()  # it works
    (terms,), (postings,) = place.glob("*.trm"), place.glob("*.pst")
    first = (place / "words.txt").read_text(encoding="utf-8").split()[0]
    if where == "terms":
        data = terms.read_bytes()
        (length,) = struct.unpack("!i", data[-4:])
        terms.write_bytes(data[: -4 - length] + bomb + struct.pack("!i", len(bomb)))
    elif where == "block":  # the first word's, behind its mark and its length, where Whoosh describes the block
        data = postings.read_bytes()
        postings.write_bytes(data[:8] + bomb + data[8 + len(bomb) :])
    elif where == "data":  # a block that is described as it should be, not compressed, and holds the bomb
        described = pickle.dumps((1, 0, 1.0, 0, 0, 0), 3)
        block = b"W3Bl" + struct.pack("!i", -len(described + bomb)) + described + bomb
        postings.write_bytes(block + postings.read_bytes()[len(block) :])
    else:  # Whoosh's own table of contents, which is not read here
        (place / "_MAIN_1.toc").write_bytes(bomb)
    if sealed:
        seal_again(place)
    index = ensure_index(small)
    assert index.search(first).total == 1
    assert works(index)
    assert not mark.exists()
    assert status(small).state == "current"
    reopened = open_index(small)
    assert reopened is not None
    assert works(reopened)
    assert not mark.exists()


def test_a_bomb_that_shows_only_when_asked_leads_to_a_rebuild(small: Dossier, tmp_path: Path) -> None:
    place = built(small)
    (postings,) = place.glob("*.pst")
    postings.write_bytes(b"W3Bl" * (postings.stat().st_size // 4))
    damaged = seal_again(place)
    index = ensure_index(small)
    # All checksums are right, so that it is opened as it is.
    assert [index.built, index.search("nobody").total, index.built] == [False, 1, True]
    assert not damaged.exists()
    assert works(index)


def test_a_link_in_place_of_the_folder_is_not_followed(small: Dossier, tmp_path: Path) -> None:
    place = built(small).parent
    elsewhere = tmp_path / "elsewhere"
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    assert open_index(small) is None
    assert status(small).reason == "the folder cannot be trusted: it is a link"
    index = ensure_index(small)
    assert index.built
    assert works(index)
    assert not place.is_symlink()
    assert elsewhere.exists()


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777])
def test_a_folder_others_may_enter_is_not_trusted(small: Dossier, mode: int) -> None:
    place = built(small).parent
    place.chmod(mode)
    assert open_index(small) is None
    assert status(small).state == "broken"
    index = ensure_index(small)
    assert index.built
    assert works(index)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_a_folder_of_another_user_is_not_trusted(small: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    built(small)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert open_index(small) is None
    assert status(small).reason == "the folder cannot be trusted: it belongs to another user"
    index = ensure_index(small)
    assert index.notice == (
        "The index cannot be kept on disk (the folder of the index cannot be used: it belongs to another user); "
        "it is in memory, for this session only."
    )
    assert works(index)


def test_no_file_of_the_manifest_may_be_elsewhere(small: Dossier, tmp_path: Path) -> None:
    place = built(small)
    manifest = json.loads((place / "manifest.json").read_bytes())
    manifest["files"]["../../../etc"] = [0, ""]
    (place / "manifest.json").write_bytes(json.dumps(manifest).encode())
    renamed = place.with_name(generation._name((place / "manifest.json").read_bytes()))
    place.rename(renamed)
    with pytest.raises(BrokenIndexError, match="an index does not have"):
        generation.load(renamed)
