"""How a case of the corpus is written: one change to a sound pack, and what must be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

EVIL = "evil.yaml"


@dataclass(frozen=True, slots=True)
class Bad:
    """One bad file.

    file, line: the place that must be named (line 0: the file as a whole; *at*, if it is in
    another file than the change); words: all of them must be in the same problem.
    With *old*, *new* replaces it; without, *new* is put at the end of the file, which is made
    if it is not there.
    """

    file: str
    line: int
    words: tuple[str, ...]
    new: bytes
    old: bytes = b""
    at: str = ""

    @property
    def place(self) -> str:
        """The beginning of the problem."""
        file = self.at or self.file
        return f"{file}:{self.line}: " if self.line else f"{file}: "

    def spoil(self, folder: Path) -> None:
        """Make the change in the pack *folder*."""
        path = folder / self.file
        raw = path.read_bytes() if path.exists() else b""
        if self.old:
            assert raw.count(self.old) == 1, f"{self.old!r} is {raw.count(self.old)} times there"
            path.write_bytes(raw.replace(self.old, self.new))
        else:
            path.write_bytes(raw + self.new)


def _raw(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8")


def put(text: str | bytes, line: int, *words: str, file: str = EVIL) -> Bad:
    """A new file, or more lines at the end of one."""
    return Bad(file, line, words, _raw(text))


def swap(
    file: str, old: str | bytes, new: str | bytes, line: int, *words: str, at: str = ""
) -> Bad:
    """*new* in place of *old*, which must be there once."""
    return Bad(file, line, words, _raw(new), _raw(old), at)
