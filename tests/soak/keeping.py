"""A long run of what the suite tries a few times: ``python -m pytest -q tests/soak/keeping.py``."""

from pathlib import Path

import pytest

from ..writers import killed_once, two_at_once


@pytest.mark.parametrize("seed", range(100, 400))
def test_killed_at_a_random_moment(tmp_path: Path, seed: int) -> None:
    killed_once(tmp_path / "notebook.sqlite", seed)


@pytest.mark.parametrize("seed", range(500, 560))
def test_two_at_once(tmp_path: Path, seed: int) -> None:
    two_at_once(tmp_path / "notebook.sqlite", seed)
