"""Seasons that do not exist: whatever else is asked of one, there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jjbot.model import Claim, Viewpoint
from jjbot.understanding.items import Item, Named, Number

_OURS = frozenset({"show", "character", "person", "company", "episode"})
_SURE = frozenset({"show", "character"})


class Seasons:
    """Which seasons there are, with the clocks of the claims that say so."""

    def __init__(self, numbers: Iterable[Claim]) -> None:
        """Index the *numbers* that seasons have."""
        self._numbers = tuple(numbers)

    def missing(self, items: Sequence[Item], viewpoint: Viewpoint, *, doubtful: bool) -> int | None:
        """The one season that *items* speak of and that there is not, as far as may be known.

        None if anything else may be meant: another show or place is named, or it is *doubtful*
        what is asked and this show is not named.
        """
        asked = {i.number for i in items if isinstance(i, Number) and i.slot == "season"}
        kinds = [item.kinds for item in items if isinstance(item, Named) and not item.weak]
        # Who has a show of their own has seasons of their own.
        ours = all(each & _OURS and ("show" in each or "work" not in each) for each in kinds)
        sure = any(each & _SURE for each in kinds)
        if len(asked) != 1 or not ours or (doubtful and not sure):
            return None
        (number,) = asked
        known = {
            int(str(claim.value))
            for claim in self._numbers
            if viewpoint.admits(claim.known_on, claim.revealed)
        }
        return number if number > max(known, default=0) and known else None
