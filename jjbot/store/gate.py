"""The gate: the one place that says what a Viewpoint may see, in SQL.

A claim is visible if it gives nothing away at the viewer's position, was known on the asked day,
and was not known to be wrong then.  An entity whose kind is named exists only through a visible
name; what is said of it, or names it, is invisible otherwise.
"""

from __future__ import annotations

from jjbot.model import Viewpoint
from jjbot.store.layout import COLUMNS, iso


def parameters(viewpoint: Viewpoint) -> dict[str, str | int | None]:
    """The values of `:seen` and `:as_of`, which every gated statement has."""
    return {"seen": viewpoint.seen, "as_of": iso(viewpoint.as_of)}


def _revealed(claim: str) -> str:
    return f"{claim}.revealed <= :seen"


def _visible(claim: str) -> str:
    """True for the rows of *claim* that may be seen.

    A NULL in a comparison makes it untrue: what is undated is in no as-of answer, and what was
    wrong from the start is in none.
    """
    return f"""({_revealed(claim)} AND (
        (:as_of IS NULL AND {claim}.wrong IS NULL)
        OR ({claim}.known_on <= :as_of
            AND ({claim}.wrong IS NULL OR :as_of < {claim}.wrong_on))))"""


def _known_wrong(claim: str) -> str:
    """True for the rows of *claim* that are known to be wrong, and may be named as such."""
    return f"""({_revealed(claim)} AND {claim}.wrong IS NOT NULL AND (
        :as_of IS NULL
        OR ({claim}.known_on <= :as_of
            AND ({claim}.wrong_on IS NULL OR {claim}.wrong_on <= :as_of))))"""


def _best_name(entity: str) -> str:
    """The row of the best visible name of *entity*; the order is that of the index `name_of`."""
    return " ".join(
        (
            "(SELECT n.rowid FROM claim AS n",
            f"WHERE n.subject = {entity} AND n.predicate IN ('name', 'alias')",
            f"AND {_visible('n')}",
            "ORDER BY n.predicate DESC, n.certainty DESC, n.known_on DESC, n.id LIMIT 1)",
        )
    )


def _statement(condition: str, gate: str) -> str:
    """The SELECT for the claims `c` that meet *condition* and pass *gate*, in the store's order."""
    return " ".join(
        (
            "SELECT",
            COLUMNS,
            ", coalesce(v.text, ''), coalesce(s.text, ''),",
            "max(c.revealed, coalesce(v.revealed, 0), coalesce(s.revealed, 0))",
            "FROM claim AS c",
            "JOIN entity AS e ON e.id = c.subject",
            "LEFT JOIN entity AS r ON r.id = c.ref",
            f"LEFT JOIN claim AS s ON s.rowid = {_best_name('c.subject')}",
            f"LEFT JOIN claim AS v ON v.rowid = {_best_name('c.ref')}",
            f"WHERE {condition} AND {gate}",
            "AND (e.named = 0 OR s.rowid IS NOT NULL)",
            "AND (r.named IS NULL OR r.named = 0 OR v.rowid IS NOT NULL)",
            "ORDER BY c.subject, c.predicate, c.certainty DESC,",
            "coalesce(c.known_on, '0001-01-01') DESC, c.id",
        )
    )


_WANTED = "IN (SELECT value FROM json_each(:wanted))"

ABOUT = _statement(f"c.subject {_WANTED}", _visible("c"))
NAMING = _statement(f"c.ref = :value AND c.predicate {_WANTED}", _visible("c"))
NAMING_AT_ALL = _statement("c.ref = :value", _visible("c"))
OF_KIND = _statement("c.subject IN (SELECT id FROM entity WHERE kind = :kind)", _visible("c"))
WITH_PREDICATE = _statement(f"c.predicate {_WANTED}", _visible("c"))
CORRECTIONS = _statement("c.subject = :subject AND c.predicate = :predicate", _known_wrong("c"))

# Without a gate, for what is no answer: building the lexicon, comparing snapshots.
_UNGATED = ("SELECT", COLUMNS, ", '', '', c.revealed FROM claim AS c")
NAMES = " ".join((*_UNGATED, "WHERE c.predicate IN ('name', 'alias') ORDER BY c.id"))
EVERYTHING = " ".join((*_UNGATED, "ORDER BY c.id"))
