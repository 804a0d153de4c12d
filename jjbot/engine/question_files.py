"""Files of questions with what their answers must say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from jjbot.engine.scoring import Expectation, flat
from jjbot.errors import QuestionError
from jjbot.model import EVERYTHING, parse_as_of, parse_day, parse_seen

UNSEEN = "unseen"  # a folder of this name holds questions that are only scored
MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question is written.

    given: the file or folder that was named to get it; unseen: whether it is only to be scored.
    """

    file: Path
    line: int
    given: str
    unseen: bool

    def __str__(self) -> str:
        """The file and the line."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, and what its answer must say.

    expected: None where only a decline is right; may_decline: whether one is acceptable.
    today: None = the day of the evaluation; intent: what it should be read as, None = not said.
    """

    id: str
    text: str
    kind: str
    expected: Expectation | None
    place: Place
    may_decline: bool = False
    context: tuple[str, ...] = ()
    as_of: date | None = None
    seen: int = EVERYTHING
    today: date | None = None
    intent: str | None = None
    tags: tuple[str, ...] = ()


def read_questions(given: Sequence[str]) -> tuple[Question, ...]:
    """The questions of the files and folders *given*, in order.

    A folder stands for all *.jsonl below it.  In a .txt file each line must be declined.  Raises
    QuestionError with every problem, each with its file and line.
    """
    problems: list[str] = []
    found: dict[str, Question] = {}
    for name in given:
        for path in _files(name):
            for question in _questions(path, name, problems):
                other = found.setdefault(question.id, question)
                if other is not question:
                    problems.append(
                        f"{question.place}: the id {question.id!r} was used in {other.place}"
                    )
    if problems:
        left_out = len(problems) - MOST_PROBLEMS
        more = [f"… and {left_out} more problems"] if left_out > 0 else []
        raise QuestionError("\n".join([*problems[:MOST_PROBLEMS], *more]))
    if not found:
        raise QuestionError(f"{', '.join(given)}: no questions in there")
    return tuple(found.values())


def _files(name: str) -> list[Path]:
    path = Path(name)
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.rglob("*.jsonl") if file.is_file())
    if not files:
        raise QuestionError(f"{name}: there is no *.jsonl in this folder")
    return files


def _questions(path: Path, given: str, problems: list[str]) -> Iterator[Question]:
    """Yield what *path* holds; what cannot be read is among the *problems*."""
    try:
        # by line ends alone: a question may hold other characters that part lines
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise QuestionError(f"{path}: cannot be read ({error.strerror})") from None
    read = _unrelated if path.suffix == ".txt" else _asked
    unseen = any(UNSEEN in place.parent.parts for place in (path.absolute(), path.resolve()))
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = Place(path, number, given, unseen)
        try:
            yield read(line.decode(), place)
        except UnicodeDecodeError:
            problems.append(f"{place}: is not UTF-8")
        except QuestionError as error:
            problems.append(f"{place}: {error}")


def _unrelated(line: str, place: Place) -> Question:
    """A line of a list of questions that have nothing to do with the show."""
    kind = place.file.stem
    return Question(
        id=f"{kind}:{place.line}", text=line.strip(), kind=kind, expected=None, place=place
    )


def _asked(line: str, place: Place) -> Question:
    """A line of JSON.  Raises QuestionError with a sentence."""
    row = _object(line)
    _check(row, _FORM, "")
    _check(row.get("expect") or {}, _EXPECTATION, "expect.")
    for key in ("id", "q", "kind"):
        if key not in row:
            raise QuestionError(f"has no {key!r}")
    return Question(
        id=str(row["id"]),
        text=row["q"],
        kind=row["kind"],
        expected=_expected(row),
        may_decline=row.get("decline_ok", False),
        context=tuple(row.get("context") or ()),
        as_of=parse_as_of(row["as_of"]) if row.get("as_of") is not None else None,
        seen=parse_seen(row["seen"]) if row.get("seen") is not None else EVERYTHING,
        today=parse_day(row["today"]) if row.get("today") is not None else None,
        intent=row.get("intent"),
        tags=tuple(row.get("tags") or ()),
        place=place,
    )


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line, object_pairs_hook=_each_once)
    except (ValueError, RecursionError):
        raise QuestionError("is not JSON") from None
    if not isinstance(row, dict):
        raise QuestionError("is not a JSON object")
    return row


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise QuestionError(f"has the key {twice!r} twice")
    return row


def _expected(row: Mapping[str, Any]) -> Expectation | None:
    expect = row.get("expect") or {}
    groups = tuple(tuple(group) for group in expect.get("any") or ())
    expected = Expectation(
        groups, tuple(expect.get("none") or ()), tuple(expect.get("order") or ())
    )
    if any(not flat(text) for texts in (*groups, expected.none, expected.order) for text in texts):
        raise QuestionError("expects an empty text, which every answer has")
    if row.get("decline", False):
        if expected != Expectation():
            raise QuestionError("expects something, although only a decline is right")
        return None
    if expected == Expectation():
        raise QuestionError("expects nothing, so that every answer would be right")
    return expected


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_id(value: object) -> bool:
    return _is_name(value) or (isinstance(value, int) and not isinstance(value, bool))


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_texts(value: object) -> bool:
    return value is None or (isinstance(value, list) and all(map(_is_text, value)))


def _is_groups(value: object) -> bool:
    return value is None or (
        isinstance(value, list) and all(group and _is_texts(group) for group in value)
    )


def _is_object(value: object) -> bool:
    return value is None or isinstance(value, dict)


def _maybe_text(value: object) -> bool:
    return value is None or _is_text(value)


def _anything(_: object) -> bool:
    return True


_Form = Mapping[str, tuple[Callable[[object], bool], str]]
_NOTE = (_anything, "")
_FORM: _Form = {
    "id": (_is_id, "a text or a whole number"),
    "q": (_is_text, "a text"),
    "kind": (_is_name, "a text that is not empty"),
    "expect": (_is_object, 'an object with "any", "none" or "order"'),
    "decline": (_is_flag, "true or false"),
    "decline_ok": (_is_flag, "true or false"),
    "context": (_is_texts, "a list of texts"),
    "as_of": (_maybe_text, 'a text such as "2016-04"'),
    "seen": (_maybe_text, 'a text such as "S1E3"'),
    "today": (_maybe_text, 'a text such as "2026-05-12"'),
    "intent": (_maybe_text, "a text"),
    "tags": (_is_texts, "a list of texts"),
    # what somebody noted for himself, which changes nothing
    **dict.fromkeys(("lang", "note", "origin", "split", "seed", "beyond_seeds"), _NOTE),
}
_EXPECTATION: _Form = {
    "any": (_is_groups, "a list of lists of alternatives, none of them empty"),
    "none": (_is_texts, "a list of texts"),
    "order": (_is_texts, "a list of texts"),
}


def _check(row: Mapping[str, Any], form: _Form, within: str) -> None:
    """Raise QuestionError if *row* has another key, or another value, than *form* says."""
    for key, value in row.items():
        if key not in form:
            near = get_close_matches(key, form, 1)
            hint = f" (nearest: {near[0]!r})" if near else ""
            raise QuestionError(f"has an unknown key {within + key!r}{hint}")
        fits, wanted = form[key]
        if not fits(value):
            raise QuestionError(f"has a {within + key!r} that is not {wanted}")
