"""The pictures show what the application draws now."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pictures", FOLDER / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


make = load()


@pytest.mark.parametrize(
    ("shot", "width", "height"), make.pictures(), ids=lambda each: getattr(each, "name", str(each))
)
async def test_a_picture_s_words_are_what_is_drawn_now(
    shot: object, width: int, height: int, bundled_index: Path
) -> None:
    kept = (FOLDER / f"{shot.name}-{width}x{height}.svg").read_text(encoding="utf-8")  # type: ignore[attr-defined]
    drawn = await make.draw(shot, width, height, bundled_index)
    assert make.words(kept) == make.words(drawn)
    assert any(make.words(kept))


def test_no_picture_is_left_over_and_none_names_a_server() -> None:
    names = {f"{shot.name}-{width}x{height}" for shot, width, height in make.pictures()}
    assert {path.stem for path in FOLDER.glob("*.svg")} == names
    assert {path.stem for path in FOLDER.glob("*.png")} == make.IN_README
    for path in FOLDER.glob("*.svg"):
        assert "@font-face" not in path.read_text(encoding="utf-8")
