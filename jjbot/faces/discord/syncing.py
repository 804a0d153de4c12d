"""Telling Discord which commands there are, only when they have changed."""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from jjbot.faces.discord.tree import Tree

log = logging.getLogger(__name__)


async def sync_if_changed(tree: Tree, folder: Path) -> bool:
    """Sync *tree* unless the note in *folder* says that Discord has it already.

    Returns whether it was synced.  A sync that Discord refuses is logged: mentions still work.
    """
    note = folder / f"commands-{tree.client.application_id}.json"
    digest = digest_of(payload(tree))
    if _read(note) == digest:
        return False
    try:
        synced = await tree.sync()
    except discord.HTTPException as error:
        log.error("commands not synced: status=%s code=%s", error.status, error.code)
        return False
    log.info("commands synced: %d", len(synced))
    _write(note, digest)
    return True


def payload(tree: Tree) -> list[dict[str, Any]]:
    """The commands as Discord is told them."""
    return [command.to_dict(tree) for command in tree.get_commands()]


def digest_of(commands: list[dict[str, Any]]) -> str:
    """Hash of *commands*; their order counts for nothing."""
    ordered = sorted(commands, key=lambda command: (command["type"], command["name"]))
    return hashlib.sha256(json.dumps(ordered, sort_keys=True).encode()).hexdigest()


def _read(note: Path) -> str | None:
    """The digest in *note*; None if there is none that can be read."""
    try:
        found = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    digest = found.get("sha256") if isinstance(found, dict) else None
    return digest if isinstance(digest, str) else None


def _write(note: Path, digest: str) -> None:
    """Keep *digest*; without it the next start syncs again, which is allowed but slow."""
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps({"sha256": digest}), "utf-8")
    except OSError as error:
        log.warning(
            "%s cannot be written (%s): the commands are sent again at the next start",
            note,
            error.strerror,
        )
