"""What a refresh or a rollback changed, claim by claim."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from jjbot.errors import StoreError
from jjbot.model import Claim
from jjbot.store import Snapshot

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Changes:
    """Claims as readable lines, by id: "season-2.renewed_on: 2016-01-17"."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh or a rollback did.

    before, after: digests (64 hex); equal = nothing changed; before is empty if there was nothing.
    """

    before: str
    after: str
    changes: Changes


def refreshed(before: Snapshot | None, after: Snapshot) -> Refreshed:
    """How *after* differs from *before*; without that, everything is added."""
    old: tuple[Claim, ...] = ()
    if before is not None:
        try:
            old = before.everything()
        except StoreError as error:  # what is in force now is none the worse for it
            log.warning("what was in force cannot be compared: %s", error)
    found = changes(old, after.everything())
    return Refreshed(before.digest if before else "", after.digest, found)


def changes(before: tuple[Claim, ...], after: tuple[Claim, ...]) -> Changes:
    """What *after* says that *before* did not, says otherwise, or no longer says."""
    old = {claim.id: claim for claim in before}
    new = {claim.id: claim for claim in after}
    return Changes(
        added=tuple(_written(new[id]) for id in sorted(new.keys() - old.keys())),
        changed=tuple(
            _difference(old[id], new[id])
            for id in sorted(old.keys() & new.keys())
            if old[id] != new[id]
        ),
        removed=tuple(_written(old[id]) for id in sorted(old.keys() - new.keys())),
    )


def _written(claim: Claim) -> str:
    return f"{claim.id}: {claim.value}"


def _difference(old: Claim, new: Claim) -> str:
    if old.value != new.value:
        return f"{new.id}: {old.value} → {new.value}"
    fields = ("known_on", "revealed", "certainty", "about", "sources", "deprecated", "note")
    changed = [name for name in fields if getattr(old, name) != getattr(new, name)]
    return f"{new.id}: {new.value} ({', '.join(changed)} changed)"
