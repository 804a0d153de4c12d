"""The shapes of what stands in a pack's files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from jjbot.errors import QuestionError
from jjbot.model import EVERYTHING, Certainty, Outcome, PartialDate, parse_seen
from jjbot.pack import values
from jjbot.pack.report import did_you_mean, one_of, quoted

Plain = Any  # str, or list or dict of it: a node without its lines


def what(found: Plain) -> str:
    """What *found* is, in words of the file's author."""
    if isinstance(found, str):
        return quoted(found)
    return "a list" if isinstance(found, list | tuple) else "a mapping"


def _typed(convert: Callable[[str], Any]) -> BeforeValidator:
    """*convert*, for texts only: a list or mapping in their place is named as such."""

    def check(found: Plain) -> object:
        if not isinstance(found, str):
            raise ValueError(f"found {what(found)}; expected one value")
        return convert(found)

    return BeforeValidator(check)


def _listed(found: Plain) -> Plain:
    """One value as a list of one."""
    return [found] if isinstance(found, str) else found


Text = Annotated[str, _typed(values.text)]
Words = Annotated[str, _typed(values.words)]
Note = Annotated[str, _typed(values.note)]
Id = Annotated[str, _typed(values.identifier)]
YesNo = Annotated[bool, _typed(values.yes_no)]
Whole = Annotated[int, _typed(values.whole_number)]
Signed = Annotated[int, _typed(values.signed_number)]
Months = Annotated[str, _typed(values.months)]
Way = Annotated[str, _typed(values.asking_of_a_day)]
Day = Annotated[date, _typed(values.whole_day)]
LastDay = Annotated[date, _typed(values.last_day)]
Known = Annotated[date | values.Unknown, _typed(values.known_on)]
Revealed = Annotated[int, _typed(values.revealed_in)]
Ids = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Wordings = Annotated[tuple[Words, ...], BeforeValidator(_listed)]


class Record(BaseModel):
    """What all shapes share: no key that is not known, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Manifest(Record):
    """pack.yaml."""

    show: Id
    checked_on: Day
    season_word: Text = "Season"


class SourceRecord(Record):
    """An item of sources.yaml."""

    id: Id
    publisher: Text
    title: Text
    url: Annotated[str | None, _typed(values.address)]
    published: Annotated[PartialDate | None, _typed(values.partial_date)] = None
    estimated: YesNo = False


class DeprecationRecord(Record):
    """What stands under `deprecated`."""

    because: Text
    known_on: LastDay | None = None
    sources: Ids = ()


def _certainty(written: str) -> Certainty:
    names = [certainty.name.lower() for certainty in reversed(Certainty)]
    if written not in names:
        hint = did_you_mean(written, names)
        raise ValueError(f"found {quoted(written)}; expected {one_of(names)}{hint}")
    return Certainty[written.upper()]


class ClaimRecord(Record):
    """A value with what is added to it; `value` is typed later, by its predicate."""

    value: str
    sources: Ids | None = None
    certainty: Annotated[Certainty, _typed(_certainty)] = Certainty.REPORTED
    known_on: Known | None = None
    revealed_in: Revealed | None = None
    about: YesNo = False
    note: Note = ""
    deprecated: DeprecationRecord | None = None


class HeadRecord(Record):
    """The keys of an entity that are no predicates."""

    kind: str
    id: Id | None = None
    sources: Ids = ()
    known_on: Known | None = None
    revealed_in: Revealed | None = None


def _outcome(written: str) -> str:
    known = [outcome.value for outcome in Outcome]
    if written not in known:
        hint = did_you_mean(written, known)
        raise ValueError(f"found {quoted(written)}; expected {one_of(known)}{hint}")
    return written


def _seen(written: str) -> int:
    try:
        return parse_seen(written)
    except QuestionError as error:
        raise ValueError(str(error)) from None


class QuestionRecord(Record):
    """An item of questions.yaml."""

    ask: Wordings
    context: Wordings = ()
    as_of: LastDay | None = None
    seen: Annotated[int, _typed(_seen)] = EVERYTHING
    today: Day | None = None
    outcome: Annotated[str | None, _typed(_outcome)] = None
    intent: str | None = None
    says: Wordings = ()
    never: Wordings = ()
