"""Snapshots of facts in SQLite: written once, published by a pointer, asked through the gate."""

from jjbot.store.drafts import write_draft
from jjbot.store.layout import SCHEMA_VERSION, digest
from jjbot.store.publishing import (
    Pointer,
    build_lock,
    point_at,
    publish,
    read_pointer,
    snapshot_name,
    snapshots,
)
from jjbot.store.snapshot import Snapshot

__all__ = [
    "SCHEMA_VERSION",
    "Pointer",
    "Snapshot",
    "build_lock",
    "digest",
    "point_at",
    "publish",
    "read_pointer",
    "snapshot_name",
    "snapshots",
    "write_draft",
]
