"""What several tests need: both packs, built once and only read, and a copy that may be spoilt."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from jjbot.engine.building import build
from jjbot.pack import read_pack
from tests.asking import PACKS, SHIPPED, opened

# How fast this machine is at the moment is no property of what is tested.
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")


@pytest.fixture(scope="session")
def minuit_contents():
    """What the tiny invented pack says."""
    return read_pack(PACKS / "minuit")


@pytest.fixture(scope="session")
def minuit_generation(minuit_contents, tmp_path_factory):
    """The tiny invented pack, open; nobody closes or changes it."""
    with opened(minuit_contents, tmp_path_factory.mktemp("facts-of-minuit")) as generation:
        yield generation


@pytest.fixture(scope="session")
def minuit_facts(tmp_path_factory):
    """A folder with the facts of the tiny invented pack in force; a test uses a copy of it."""
    folder = tmp_path_factory.mktemp("built-minuit")
    asyncio.run(build(PACKS / "minuit", folder, reason="build", by="tests"))
    return folder


@pytest.fixture(scope="session")
def shipped_contents():
    """What the pack that comes with the bot says."""
    return read_pack(SHIPPED)


@pytest.fixture(scope="session")
def shipped_generation(shipped_contents, tmp_path_factory):
    """The pack that comes with the bot, open; nobody closes or changes it."""
    with opened(shipped_contents, tmp_path_factory.mktemp("shipped-facts")) as generation:
        yield generation


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
