"""Which slots of a question the shapes that lay things side by side deal with."""

from __future__ import annotations

from collections.abc import Mapping

_OF_A_SEASON = (
    "all_at_once", "fewest_episodes", "filming_length", "filming_to_premiere", "has_fewer",
    "has_more", "is_longer", "is_shorter", "joined_in", "left_after", "longest_episode",
    "longest_season", "makers_of", "most_by", "most_episodes", "not_back", "only_in",
    "order_to_premiere", "same_count", "shortest_episode", "shortest_season", "weekly",
)  # fmt: skip
_OF_SOMEBODY = ("announced_who", "either_season", "joined", "left")
_OF_RIVALS = ("cast_before", "cast_first", "joined_first", "more_seasons")
_OF_WORKS = ("came_after", "came_before", "time_apart", "which_first")
_OF_CHARACTERS = ("has_relation", "is_relation", "killed_by", "related", "relation", "same_one")

SIDE_BY_SIDE: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_OF_A_SEASON, frozenset({"season"})),
    **dict.fromkeys(_OF_SOMEBODY, frozenset({"season", "person", "character"})),
    **dict.fromkeys(_OF_RIVALS, frozenset({"person", "character"})),
    **dict.fromkeys(_OF_WORKS, frozenset({"season", "work"})),
    **dict.fromkeys(_OF_CHARACTERS, frozenset({"character"})),
    "cast_when": frozenset({"season", "character", "date"}),
    "episodes_by": frozenset({"season", "person", "number"}),
    "longest_wait": frozenset({"season"}),
    "award_count": frozenset({"award", "season", "episode"}),
    "nomination_count": frozenset({"season", "episode"}),
    "is_villain": frozenset({"season", "character"}),
    "more_after": frozenset({"season", "number"}),
    "more_made": frozenset({"person"}),
    "real_name": frozenset({"character", "person"}),
    "ratings_side_by_side": frozenset({"season", "company"}),
    "has_made": frozenset({"season", "person"}),
    "runtime_total": frozenset({"season", "episode"}),
    "which_seasons": frozenset({"person", "character"}),
}
