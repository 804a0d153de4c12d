"""An open snapshot: questions to the facts, each through the gate."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Self

from jjbot.errors import StoreError
from jjbot.model import (
    Claim,
    Contents,
    Entity,
    EntityId,
    Source,
    SourceId,
    Viewpoint,
    Vocabulary,
)
from jjbot.store import gate
from jjbot.store.files import CAREFUL, is_plain, unreadable
from jjbot.store.layout import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    claim_of,
    digest,
    read_only,
    source_of,
)

_NAME = re.compile(r"(?:facts|\.draft)-([0-9a-f]{16})(?:-[0-9]+)?\.sqlite")
_to_json = json.JSONEncoder().encode
_REMEDY = "delete it and build again (jjbot build)"
_REFRESH = "build again (jjbot build)"
_MOST = 2**63 - 1  # the largest number that SQLite has
_CACHE = 8192  # KiB of the file that are kept in memory
_CAREFUL = ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON")


class Snapshot:
    """The facts of one pack as they were compiled once; nothing in it ever changes.

    digest: 64 hexadecimal digits; show: the id of the show; checked_on, season_word: as in
    `Contents`; kinds: entity → kind; claim_count: of all claims, visible or not.
    """

    def __init__(
        self, db: sqlite3.Connection, digest: str, contents: Contents, vocabulary: Vocabulary
    ) -> None:
        """Use `open` instead: it checks the file first."""
        self._db = db
        self.digest = digest
        self.show: EntityId = contents.show
        self.checked_on: date = contents.checked_on
        self.season_word: str = contents.season_word
        self.vocabulary = vocabulary
        self.sources: Mapping[SourceId, Source] = {each.id: each for each in contents.sources}
        self.kinds: Mapping[EntityId, str] = {each.id: each.kind for each in contents.entities}
        self.claim_count = len(contents.claims)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the snapshot or draft at *path* and see that it is whole.

        Raises StoreError with a remedy if it is missing, damaged, of another program or version.
        """
        digest, contents, vocabulary = _checked(path)
        try:
            db = sqlite3.connect(read_only(path), uri=True, check_same_thread=False)
            db.execute(f"PRAGMA cache_size = -{_CACHE}")
        except sqlite3.Error as error:
            raise StoreError(f"{path} cannot be opened: {error}; {_REMEDY}") from error
        return cls(db, digest, contents, vocabulary)

    def close(self) -> None:
        """Let go of the file.  Questions still running would fail."""
        self._db.close()

    def about(
        self, viewpoint: Viewpoint, *subjects: EntityId, under: Iterable[str] | None = None
    ) -> tuple[Claim, ...]:
        """All visible claims about *subjects*, or those under the predicates *under*."""
        if under is None:
            return self._ask(gate.ABOUT, viewpoint, subjects=_listed(subjects))
        wanted = _listed(under)
        return self._ask(gate.ABOUT_UNDER, viewpoint, subjects=_listed(subjects), predicates=wanted)

    def naming(self, viewpoint: Viewpoint, value: EntityId, *predicates: str) -> tuple[Claim, ...]:
        """Visible claims whose value is the entity *value*; without *predicates*, under any."""
        if not predicates:
            return self._ask(gate.NAMING_AT_ALL, viewpoint, value=value)
        return self._ask(gate.NAMING, viewpoint, value=value, predicates=_listed(predicates))

    def of_kind(self, viewpoint: Viewpoint, kind: str, *predicates: str) -> tuple[Claim, ...]:
        """Visible claims about the entities of *kind*; without *predicates*, all."""
        if not predicates:
            return self._ask(gate.OF_KIND, viewpoint, kind=kind)
        return self._ask(gate.OF_KIND_UNDER, viewpoint, kind=kind, predicates=_listed(predicates))

    def numbered(self, viewpoint: Viewpoint, kind: str, number: int) -> tuple[Claim, ...]:
        """All visible numbers of the entities of *kind* of which *number* is one."""
        if not -_MOST <= number <= _MOST:
            return ()
        return self._ask(gate.NUMBERED, viewpoint, kind=kind, number=number)

    def last_known(self, viewpoint: Viewpoint, *predicates: str) -> Iterator[Claim]:
        """The visible claims with a date under *predicates*, one by one, the last known first.

        Where it is not said when one was known, its date counts.  Raises StoreError on the way.
        """
        bound = {"predicates": _listed(predicates), **gate.parameters(viewpoint)}
        try:
            yield from map(claim_of, self._db.execute(gate.LAST_KNOWN, bound))
        except sqlite3.Error as error:
            raise StoreError(f"The facts can no longer be read ({error}); {_REFRESH}") from error

    def with_predicate(self, viewpoint: Viewpoint, *predicates: str) -> tuple[Claim, ...]:
        """All visible claims under *predicates*, whatever they are about."""
        return self._ask(gate.WITH_PREDICATE, viewpoint, predicates=_listed(predicates))

    def corrections(
        self, viewpoint: Viewpoint, subject: EntityId, *predicates: str
    ) -> tuple[Claim, ...]:
        """Deprecated claims that are known to be wrong from *viewpoint*; never answers."""
        wanted = _listed(predicates)
        return self._ask(gate.CORRECTIONS, viewpoint, subject=subject, predicates=wanted)

    def names(self) -> tuple[Claim, ...]:
        """ALL names and aliases with their clocks, ungated, also deprecated ones.

        For building the lexicon only, which has a gate of its own; never for an answer.
        """
        return self._fetch(gate.NAMES, {})

    def everything(self) -> tuple[Claim, ...]:
        """ALL claims, ungated and without labels, by id: for comparing two snapshots only."""
        return self._fetch(gate.EVERYTHING, {})

    def _ask(self, statement: str, viewpoint: Viewpoint, **values: str | int) -> tuple[Claim, ...]:
        """The claims of a gated statement, in the store's order."""
        return self._fetch(statement, {**values, **gate.parameters(viewpoint)})

    def _fetch(self, statement: str, bound: dict[str, Any]) -> tuple[Claim, ...]:
        """The claims of a statement.  Raises StoreError if somebody has written into the file."""
        try:
            return tuple(map(claim_of, self._db.execute(statement, bound)))
        except sqlite3.Error as error:
            raise StoreError(f"The facts can no longer be read ({error}); {_REFRESH}") from error


def _listed(texts: Iterable[str]) -> str:
    """*texts* as a statement takes them: a JSON array in one bound parameter."""
    return _to_json(tuple(texts))


def trouble_with(path: Path) -> str:
    """Why the snapshot at *path* cannot be used, with a remedy; empty if it can."""
    try:
        _checked(path)
    except StoreError as error:
        return str(error)
    return ""


def is_sound(path: Path) -> bool:
    """Whether the snapshot at *path* is whole, and of this program and version."""
    return not trouble_with(path)


def _checked(path: Path) -> tuple[str, Contents, Vocabulary]:
    """Digest, contents and vocabulary of the snapshot at *path*, read whole.  Raises StoreError.

    The digest is computed anew, so that not one changed letter is answered from.
    """
    found = _NAME.fullmatch(path.name)
    if not found:
        raise StoreError(f"{path} is not named like facts of jjbot; {_REFRESH}")
    _see_that_it_can_be_read(path)
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as db:
            for pragma in _CAREFUL:
                db.execute(f"PRAGMA {pragma}")
            _own(db, path)
            said, contents = _read(db)
        vocabulary = Vocabulary.from_json(contents.vocabulary)
    except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} cannot be used ({error}); {_REMEDY}") from error
    true = digest(contents)
    if said != true or not true.startswith(found[1]):
        raise StoreError(f"{path} is not what it was when it was built; {_REMEDY}")
    return true, contents, vocabulary


def _see_that_it_can_be_read(path: Path) -> None:
    """Raise StoreError if *path* is gone, no ordinary file, or another user's alone."""
    try:
        path.lstat()
        if not is_plain(path):  # opening a pipe would wait for ever, and a link leads elsewhere
            raise StoreError(f"{path} is no ordinary file; move it away and {_REFRESH}")
        os.close(os.open(path, CAREFUL))  # SQLite would not say why it cannot
    except FileNotFoundError:
        raise StoreError(f"{path} is gone; {_REFRESH}") from None
    except OSError as error:
        raise StoreError(unreadable(path, error)) from error


def _own(db: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError if the file is another program's, or another version's."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program; move it away and build again")
    if version != SCHEMA_VERSION:
        age = "a newer" if version > SCHEMA_VERSION else "an older"
        raise StoreError(f"{path} was built by {age} version of jjbot; {_REFRESH}")


def _read(db: sqlite3.Connection) -> tuple[str, Contents]:
    """The digest that is written in the snapshot, and everything else in it.

    Raises sqlite3.Error, ValueError, KeyError or TypeError if it is damaged.
    """
    (sound,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    if sound != "ok":
        raise ValueError("its pages do not hold together")  # SQLite's own words help nobody
    meta = dict(db.execute("SELECT key, value FROM meta").fetchall())
    entities = db.execute("SELECT id, kind FROM entity ORDER BY id").fetchall()
    contents = Contents(
        show=EntityId(meta["show"]),
        checked_on=date.fromisoformat(meta["checked_on"]),
        season_word=meta["season_word"],
        vocabulary=meta["vocabulary"],
        entities=tuple(Entity(EntityId(id), kind) for id, kind in entities),
        claims=tuple(map(claim_of, db.execute(gate.EVERYTHING))),
        sources=tuple(map(source_of, db.execute("SELECT * FROM source ORDER BY id"))),
    )
    return str(meta["digest"]), contents
