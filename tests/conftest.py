"""What several tests need: a copy of the tiny pack that may be spoilt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

PACKS = Path(__file__).parent / "packs"


@pytest.fixture
def minuit(tmp_path):
    """A fresh copy of the tiny invented pack."""
    return Path(shutil.copytree(PACKS / "minuit", tmp_path / "minuit"))


@pytest.fixture
def edit(minuit):
    """A function that replaces text in a file of the copy; the text must be there once."""

    def replace(file, old, new):
        path = minuit / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8")

    return replace
