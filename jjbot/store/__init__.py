"""Snapshots of facts in SQLite: written once, published by a pointer, asked through the gate."""

from jjbot.store.drafts import write_draft
from jjbot.store.layout import SCHEMA_VERSION, digest
from jjbot.store.pointers import (
    ROLLBACK,
    SHORT,
    Pointer,
    in_force,
    line_of,
    past,
    point_at,
    read_pointer,
    snapshot_name,
)
from jjbot.store.publishing import (
    build_lock,
    built_of,
    candidates,
    claims_in_force,
    publish,
    snapshots,
    troubles,
)
from jjbot.store.snapshot import Snapshot

__all__ = [
    "ROLLBACK",
    "SCHEMA_VERSION",
    "SHORT",
    "Pointer",
    "Snapshot",
    "build_lock",
    "built_of",
    "candidates",
    "claims_in_force",
    "digest",
    "in_force",
    "line_of",
    "past",
    "point_at",
    "publish",
    "read_pointer",
    "snapshot_name",
    "snapshots",
    "troubles",
    "write_draft",
]
