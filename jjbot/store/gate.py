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


# How the tables are gone through.  The order is forced (CROSS JOIN), so that the best name of what
# many rows share is looked up once, and that of a value only where there is one.
_OF_SUBJECT = f"""entity AS e
    LEFT JOIN claim AS s ON s.rowid = {_best_name("e.id")}
    CROSS JOIN claim AS c ON c.subject = e.id
    LEFT JOIN entity AS r ON r.id = c.ref
    LEFT JOIN claim AS v
        ON v.rowid = CASE WHEN c.ref IS NOT NULL THEN {_best_name("c.ref")} END"""
_OF_VALUE = f"""entity AS r
    LEFT JOIN claim AS v ON v.rowid = {_best_name("r.id")}
    CROSS JOIN claim AS c ON c.ref = r.id
    CROSS JOIN entity AS e ON e.id = c.subject
    LEFT JOIN claim AS s ON s.rowid = {_best_name("e.id")}"""
_OF_CLAIM = f"""claim AS c
    CROSS JOIN entity AS e ON e.id = c.subject
    LEFT JOIN claim AS s ON s.rowid = {_best_name("e.id")}
    LEFT JOIN entity AS r ON r.id = c.ref
    LEFT JOIN claim AS v
        ON v.rowid = CASE WHEN c.ref IS NOT NULL THEN {_best_name("c.ref")} END"""


# That of the index `claim_by_subject`, so that most statements sort nothing.
_ORDER = """e.id, c.predicate, c.certainty DESC,
    coalesce(c.known_on, '0001-01-01') DESC, c.id"""
# That of the index `claim_by_day`.
_LAST_KNOWN = """coalesce(c.known_on, c.day ||
        CASE length(c.day) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END) DESC,
    c.id"""


def _statement(tables: str, condition: str, gate: str, order: str = _ORDER) -> str:
    """The SELECT for the claims `c` that meet *condition* and pass *gate*, in the store's order."""
    return " ".join(
        (
            "SELECT",
            COLUMNS,
            ", coalesce(v.text, ''), coalesce(s.text, ''),",
            "max(c.revealed, coalesce(v.revealed, 0), coalesce(s.revealed, 0))",
            f"FROM {tables}",
            f"WHERE {condition} AND {gate}",
            "AND (e.named = 0 OR s.rowid IS NOT NULL)",
            "AND (r.named IS NULL OR r.named = 0 OR v.rowid IS NOT NULL)",
            f"ORDER BY {order}",
        )
    )


_SUBJECTS = "e.id IN (SELECT value FROM json_each(:subjects))"
_PREDICATES = "c.predicate IN (SELECT value FROM json_each(:predicates))"
_VISIBLE, _WRONG = _visible("c"), _known_wrong("c")

ABOUT = _statement(_OF_SUBJECT, _SUBJECTS, _VISIBLE)
ABOUT_UNDER = _statement(_OF_SUBJECT, f"{_SUBJECTS} AND {_PREDICATES}", _VISIBLE)
NAMING = _statement(_OF_VALUE, f"r.id = :value AND {_PREDICATES}", _VISIBLE)
NAMING_AT_ALL = _statement(_OF_VALUE, "r.id = :value", _VISIBLE)
OF_KIND = _statement(_OF_SUBJECT, "e.kind = :kind", _VISIBLE)
OF_KIND_UNDER = _statement(_OF_SUBJECT, f"e.kind = :kind AND {_PREDICATES}", _VISIBLE)
NUMBERED = _statement(
    _OF_SUBJECT,
    """e.kind = :kind AND c.predicate = 'number' AND EXISTS (SELECT 1 FROM claim AS k
        WHERE k.subject = e.id AND k.predicate = 'number' AND k.number = :number)""",
    _VISIBLE,
)
# The plus keeps SQLite from going by predicate, which would sort everything at first.
LAST_KNOWN = _statement(_OF_CLAIM, f"c.day IS NOT NULL AND +{_PREDICATES}", _VISIBLE, _LAST_KNOWN)
WITH_PREDICATE = _statement(_OF_CLAIM, _PREDICATES, _VISIBLE)
CORRECTIONS = _statement(_OF_SUBJECT, f"e.id = :subject AND {_PREDICATES}", _WRONG)

# Without a gate, for what is no answer: building the lexicon, comparing snapshots.
_UNGATED = ("SELECT", COLUMNS, ", '', '', c.revealed FROM claim AS c")
NAMES = " ".join((*_UNGATED, "WHERE c.predicate IN ('name', 'alias') ORDER BY c.id"))
EVERYTHING = " ".join((*_UNGATED, "ORDER BY c.id"))
