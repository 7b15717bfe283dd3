"""More generated strings than the suite has time for: ``python -m pytest -q tests/soak/reading.py``."""

import pytest

from ..dossier.export.reading import FORMATS, generated, misread


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("seed", range(100, 120))
def test_generated_strings_read_back_through_pandoc(seed: int, format: str) -> None:
    assert misread(list(generated(4000, seed)), format) == []
