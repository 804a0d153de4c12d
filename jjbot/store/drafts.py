"""A draft of a snapshot: written in one transaction, checked, and not yet known to anyone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import resources
from pathlib import Path

from jjbot.errors import StoreError
from jjbot.model import Contents, Vocabulary
from jjbot.store.files import advice, discard, synced
from jjbot.store.layout import APPLICATION_ID, SCHEMA_VERSION, claim_row, digest, source_row
from jjbot.store.pointers import SHORT


def write_draft(contents: Contents, directory: Path) -> Path:
    """Write *contents* into a new file of *directory* and return its path.

    The same contents give the same bytes with the same SQLite.  Raises StoreError; nothing is
    left behind then.
    """
    name = digest(contents)
    path = directory / f".draft-{name[:SHORT]}-{os.getpid()}.sqlite"
    written = False
    try:
        directory.mkdir(parents=True, exist_ok=True)
        discard(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            _write(db, contents, name)
            _verify(db)
        synced(path)
        written = True
    except (sqlite3.Error, OSError) as error:
        message = f"the facts cannot be written into {directory}: {error}"
        raise StoreError(f"{message}; {advice(directory)}") from error
    finally:
        if not written:
            discard(path)
    return path


def _write(db: sqlite3.Connection, contents: Contents, name: str) -> None:
    """Everything, between one BEGIN and one COMMIT."""
    db.execute("PRAGMA page_size = 4096")
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("BEGIN IMMEDIATE")
    for statement in _statements():
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    meta = {
        "digest": name,
        "show": contents.show,
        "checked_on": contents.checked_on.isoformat(),
        "season_word": contents.season_word,
        "vocabulary": contents.vocabulary,
    }
    db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    _insert(db, contents)
    db.execute("COMMIT")


def _insert(db: sqlite3.Connection, contents: Contents) -> None:
    """All rows, in an order that depends on nothing but the contents."""
    vocabulary = Vocabulary.from_json(contents.vocabulary)
    db.executemany(
        "INSERT INTO entity VALUES (?, ?, ?)",
        sorted(
            (each.id, each.kind, vocabulary.kinds[each.kind].named) for each in contents.entities
        ),
    )
    rows = sorted(map(source_row, contents.sources))
    db.executemany("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?)", rows)
    known = {row[0] for row in rows}
    marks = ", ".join("?" * 17)
    insert = "".join(("INSERT INTO claim VALUES (", marks, ")"))
    for rowid, claim in enumerate(sorted(contents.claims, key=lambda each: each.id), start=1):
        wrong = claim.deprecated.sources if claim.deprecated else ()
        if not known.issuperset((*claim.sources, *wrong)):
            raise sqlite3.IntegrityError(f"{claim.id} rests on a source that is not there")
        is_entity = vocabulary.predicates[claim.predicate].type == "entity"
        db.execute(insert, claim_row(rowid, claim, is_entity=is_entity))


def _verify(db: sqlite3.Connection) -> None:
    """Raise sqlite3.IntegrityError if what was written does not hold together."""
    dangling = db.execute("PRAGMA foreign_key_check").fetchall()
    (sound,) = db.execute("PRAGMA quick_check").fetchone()
    if dangling or sound != "ok":
        raise sqlite3.IntegrityError(f"the draft is not sound: {dangling[:3] or sound}")


def _statements() -> Iterator[str]:
    """The schema's statements one by one; `executescript` would commit on its own."""
    schema = (resources.files("jjbot.store") / "schema.sql").read_text(encoding="utf-8")
    statement = ""
    for row in schema.splitlines(keepends=True):
        statement += row
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
