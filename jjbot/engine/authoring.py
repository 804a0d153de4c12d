"""What is made from the vocabulary for the people who write packs."""

from __future__ import annotations

from pathlib import Path

from jjbot import pack

REGENERATE = "uv run jjbot schema --out data/schema --reference docs/vocabulary.md"
"""What makes the checked-in schemas and the reference anew, from the root of a checkout."""


def schemas(folder: Path | None = None) -> dict[str, str]:
    """Kind of file → JSON Schema as text, with what the pack in *folder* adds.

    Raises PackError where that pack's vocabulary cannot be read.
    """
    return pack.schemas(pack.vocabulary_for(folder))


def reference(folder: Path | None = None) -> str:
    """The vocabulary as a page of Markdown, with what the pack in *folder* adds.

    Raises PackError where that pack's vocabulary cannot be read.
    """
    return pack.reference(pack.vocabulary_for(folder), REGENERATE)
