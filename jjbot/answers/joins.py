"""Who is in which season: who joined, who left, who was in all of them or in one alone.

That somebody is not in a season is said only of the main cast, and only where a claim says that
its list is complete; of everybody else there may be a credit that the pack does not have.
"""

from __future__ import annotations

from collections.abc import Iterable

from jjbot.answers.asked import Asked, Draft, Facts, Season, draft, unknown
from jjbot.answers.cast import part
from jjbot.answers.credits import Credit, credits_with, seasons_of, where
from jjbot.answers.seasons import missing
from jjbot.answers.words import listed, numbers
from jjbot.model import Claim, EntityId, Line, Outcome, Span, sentence, spoilers_last

_BILLED = {"main": "main cast", "recurring": "recurring", "guest": "guest"}
_AS_FAR = ", as far as I know"


def _rests_on(asked: Asked, credit: Credit) -> list[Claim]:
    """What it takes to say that the one who is asked about is in the season.

    As whom is no part of it where the question is about a person.
    """
    character = credit.character if asked.query.entity("character") is not None else None
    return [c for c in (credit.performer, character, credit.facts.best("season")) if c]


def _harmless(asked: Asked, credit: Credit) -> bool:
    """Whether it gives nothing away that the one who is asked about is in the season."""
    return not any(claim.spoils for claim in _rests_on(asked, credit))


def _whom(asked: Asked) -> tuple[Span, list[Credit]]:
    """Whom the question is about, with their name, and their parts in the show's seasons."""
    query = asked.query
    for slot, predicate in (("character", "character"), ("person", "performer")):
        entity = query.entity(slot)
        if entity is not None:
            own = Facts(entity, asked.facts.about(asked.view, entity))
            name = own.best("name", "alias")
            label = Span(own.label or "they", (name,) if name else ())
            found = credits_with(asked, predicate, entity)
            return label, [credit for credit in found if credit.season is not None]
    return Span("they"), []


def _in(credits: Iterable[Credit]) -> list[int]:
    """The seasons of *credits*, each once, in order."""
    return sorted({credit.season for credit in credits if credit.season is not None})


def _told(asked: Asked) -> tuple[Span, list[Credit], list[Credit]]:
    """Whom the question is about, their parts, and those that give something away.

    Where every part does, all of them are the answer.
    """
    label, credits = _whom(asked)
    plain = [credit for credit in credits if _harmless(asked, credit)]
    if not plain:
        return label, credits, []
    known = _in(plain)
    return label, plain, [c for c in credits if c not in plain and c.season not in known]


def _claims(asked: Asked, credits: Iterable[Credit]) -> tuple[Claim, ...]:
    """All that it takes to say in which seasons the one who is asked about is, and how billed."""
    found: list[Claim] = []
    for credit in credits:
        found.extend(_rests_on(asked, credit))
        found.extend(seasons_of([credit]))
    return tuple(dict.fromkeys(found))


def _also(asked: Asked, telling: list[Credit]) -> Line | None:
    if not telling:
        return None
    return sentence(Span(f"Also: {where(asked, telling)}.", _claims(asked, telling)))


_NO_PART = sentence("I don't know of a part of theirs.")


def which_seasons(asked: Asked) -> Draft:
    """In which seasons somebody is."""
    label, plain, telling = _told(asked)
    if not plain:
        return unknown(_NO_PART)
    first = sentence(label, " is in ", _where(asked, plain), ".")
    return draft(first, _also(asked, telling), title=asked.title)


def _where(asked: Asked, credits: list[Credit]) -> Span:
    """ "seasons 1 and 2 (main cast)", "seasons 1 and 2 (main cast in season 1; guest in …)"."""
    billings = {credit.billing for credit in credits}
    how = where(asked, credits)
    if len(billings) == 1:
        how = _BILLED.get(billings.pop(), "")
    seasons = numbers(_in(credits), asked.season_noun)
    return Span(f"{seasons} ({how})" if how else seasons, _claims(asked, credits))


def everywhere(asked: Asked) -> Draft:
    """Whether somebody is in every season: yes or no first, then in which they are."""
    label, credits = _whom(asked)
    released = [season.number for season in asked.seasons if season.premiered]
    if not credits or not released:
        return unknown(_NO_PART)
    all_of_them = set(_in(credits)) >= set(released)
    opening = "Yes. " if all_of_them else "No, not as far as I know. "
    # Whether it is all of them tells as much as the most telling of the parts.
    claims = _claims(asked, credits)
    told = Span(f"{opening}{label.text} is in {_where(asked, credits).text}.", claims)
    outcome = Outcome.ANSWERED if all_of_them else Outcome.CORRECTED
    return draft((told,), title=asked.title, outcome=outcome)


def there_alone(asked: Asked) -> Draft:
    """Whether somebody is in no season but the one that is named: yes or no first."""
    if asked.query.season is not None and asked.season(asked.query.season) is None:
        return missing(asked, asked.query.season)
    label, credits = _whom(asked)
    if not credits:
        return unknown(_NO_PART)
    seasons = _in(credits)
    alone = len(seasons) == 1 and asked.query.season in (None, *seasons)
    opening = "Yes, as far as I know. " if alone else "No. "
    claims = _claims(asked, credits)
    told = Span(f"{opening}{label.text} is in {_where(asked, credits).text}.", claims)
    outcome = Outcome.ANSWERED if alone else Outcome.CORRECTED
    return draft((told,), title=asked.title, outcome=outcome)


def joined(asked: Asked) -> Draft:
    """In which season somebody joined."""
    label, plain, telling = _told(asked)
    if not plain:
        return unknown(_NO_PART)
    number = _in(plain)[0]
    which = Span(
        f"{asked.season_noun} {number}", _claims(asked, (c for c in plain if c.season == number))
    )
    opening, outcome = _assumed(asked, number)
    first = sentence(opening, label, " has been in it since ", which, f"{_AS_FAR}.")
    all_of_it = sentence("In all: ", _where(asked, plain), ".") if len(_in(plain)) > 1 else None
    return draft(first, all_of_it, _also(asked, telling), title=asked.title, outcome=outcome)


def left(asked: Asked) -> Draft:
    """After which season somebody is not in it any more."""
    label, plain, telling = _told(asked)
    if not plain:
        return unknown(_NO_PART)
    number = _in(plain)[-1]
    which = Span(
        f"{asked.season_noun} {number}", _claims(asked, (c for c in plain if c.season == number))
    )
    released = [season.number for season in asked.seasons if season.premiered]
    if number == max(released, default=0):
        first = sentence(label, " is in the latest one, too: ", which, ".")
    else:
        first = sentence(f"The last {asked.season_noun} that I know ", label, " in is ", which, ".")
    whole = sentence("In all: ", _where(asked, plain), ".")
    return draft(first, whole, _also(asked, telling), title=asked.title)


def _assumed(asked: Asked, number: int) -> tuple[str, Outcome]:
    """How to begin where the question names a season."""
    wanted = asked.query.season
    if wanted is None:
        return "", Outcome.ANSWERED
    if wanted == number:
        return "Yes. ", Outcome.ANSWERED
    return "No. ", Outcome.CORRECTED


def either_season(asked: Asked) -> Draft:
    """ "Is X in season A or B?": which of them, both or neither."""
    wanted = asked.query.seasons or tuple(n for n in (asked.query.season,) if n is not None)
    absent = next((number for number in wanted if asked.season(number) is None), None)
    if absent is not None:
        return missing(asked, absent)
    label, plain, telling = _told(asked)
    if not plain or not wanted:
        return which_seasons(asked)
    here = [number for number in wanted if number in _in(plain)]
    others = [number for number in wanted if number not in here]
    chosen = [credit for credit in plain if credit.season in here]
    also = _also(asked, [credit for credit in telling if credit.season in wanted])
    if not here:
        none = sentence("Neither that I know of: ") if len(wanted) > 1 else sentence("No: ")
        first = sentence(none, label, " is in ", _where(asked, plain), ".")
        return draft(first, also, title=asked.title, outcome=Outcome.CORRECTED)
    both = "Both: " if len(here) == len(wanted) == 2 else ""
    first = sentence(both, label, " is in ", _where(asked, chosen), ".")
    no_credit: Line | None = None
    if others and not also:
        no_credit = sentence(f"I know of no part in {numbers(others, asked.season_noun)}.")
    return draft(first, no_credit, also, title=asked.title)


# the cast of one season beside that of others -----------------------------------------------


def _cast(asked: Asked, season: Season) -> dict[EntityId, Credit]:
    """Everybody with a visible part in *season*, by performer; the biggest part counts."""
    found: dict[EntityId, Credit] = {}
    for credit in credits_with(asked, "season", season.facts.entity):
        found.setdefault(credit.performer.entity, credit)
    return found


def _main(cast: dict[EntityId, Credit]) -> dict[EntityId, Credit]:
    return {person: credit for person, credit in cast.items() if credit.billing == "main"}


def _complete(season: Season) -> Claim | None:
    """The claim that the list of the main cast is complete."""
    return next((c for c in season.facts.all("complete") if c.value == "main_cast"), None)


def _openly(credit: Credit) -> bool:
    """Whether it gives nothing away that somebody is in the season at all."""
    season = credit.facts.best("season")
    return not credit.performer.spoils and not (season and season.spoils)


def _list(opening: Span | str, credits: Iterable[Credit]) -> list[Line]:
    """ "Opening: A (x), B (y)."; those whose part is a secret in a line of their own."""
    plain = [credit for credit in credits if _openly(credit)]
    lines = [sentence(opening, ": ", listed([part(credit) for credit in plain]), ".")]
    return lines if plain else []


def joined_in(asked: Asked) -> Draft:
    """Who is new in a season."""
    number = asked.query.season
    season = asked.season(number)
    if season is None:
        return missing(asked, number)
    cast = _cast(asked, season)
    earlier = [one for one in asked.seasons if one.number < season.number]
    before = {person for one in earlier for person in _cast(asked, one)}
    new = [credit for person, credit in cast.items() if person not in before]
    main = [credit for credit in new if credit.billing == "main"]
    name = in_words(asked, season)
    if not new:
        return unknown(sentence(f"I know of nobody who is new in {name}."))
    proofs = [_complete(one) for one in earlier]
    sure = all(proofs)
    claims = tuple(claim for claim in proofs if claim)
    hedge = "" if sure else _AS_FAR
    others = [credit for credit in new if credit not in main]
    promoted = [
        credit
        for person, credit in _main(cast).items()
        if person in before and not any(person in _main(_cast(asked, one)) for one in earlier)
    ]
    lines = _list(Span(f"New in the main cast of {name}{hedge}", claims), main) if main else []
    opening = "Also new" if lines else f"New in {name}"
    lines.extend(_list(f"{opening}{_AS_FAR}", others))
    if promoted:
        lines.extend(_list("In the main cast for the first time", promoted))
    lines.extend(_secret(others))
    return draft(*lines, title=season.facts.label)


def _secret(credits: Iterable[Credit]) -> list[Line]:
    """Those whose very being there gives something away."""
    telling = [part(credit) for credit in credits if not _openly(credit)]
    return [sentence("Also: ", listed(telling), ".")] if telling else []


def in_words(asked: Asked, season: Season) -> str:
    """ "season 2", as it stands in a sentence."""
    return f"{asked.season_noun} {season.number}"


def left_after(asked: Asked) -> Draft:
    """Who was in the main cast of the season that is named, and not of the next one."""
    return _gone(asked, asked.query.season, 1)


def not_back(asked: Asked) -> Draft:
    """Who was in the main cast before the season that is named, and not of that one."""
    return _gone(asked, asked.query.season, 0)


def _gone(asked: Asked, number: int | None, step: int) -> Draft:
    if number is None or asked.season(number) is None:
        return missing(asked, number)
    earlier, later = asked.season(number - 1 + step), asked.season(number + step)
    if later is None:
        text = f"I know of no {asked.season_noun} after {asked.season_noun} {number}."
        return draft(sentence(text), title=asked.title, checked=True)
    if earlier is None:
        return draft(sentence(f"There was no {asked.season_noun} before it."), title=asked.title)
    proof, after = _complete(later), _cast(asked, later)
    gone = [c for person, c in _main(_cast(asked, earlier)).items() if person not in _main(after)]
    if not gone:
        return unknown(sentence(f"I know of nobody who left before {in_words(asked, later)}."))
    hedge = "" if proof else _AS_FAR
    what = f"In the main cast of {in_words(asked, earlier)} and not of {in_words(asked, later)}"
    lines = _list(Span(f"{what}{hedge}", (proof,) if proof else ()), gone)
    people = {credit.performer.entity for credit in gone}
    smaller = [credit for person, credit in after.items() if person in people]
    if smaller:
        opening = f"In {in_words(asked, later)} in a smaller part"
        lines.extend(_list(opening, [c for c in smaller if _openly(c)]))
    return draft(*spoilers_last(lines), title=asked.title)


def in_all_seasons(asked: Asked) -> Draft:
    """Who is in every season."""
    casts = [_cast(asked, season) for season in asked.seasons if season.premiered]
    if len(casts) < 2:
        return unknown(sentence(f"I know of fewer than two {asked.season_noun}s."))
    always = [credit for person, credit in casts[0].items() if all(person in c for c in casts)]
    main = [c for c in always if all(c.performer.entity in _main(cast) for cast in casts)]
    others = [credit for credit in always if credit not in main and _openly(credit)]
    lines: list[Line] = []
    every = f"all {len(casts)} {asked.season_noun}s"
    if main:
        lines.extend(_list(f"In the main cast of {every}", main))
    if others:
        opening = "Also in all of them, in smaller parts in some" if main else f"In {every}"
        lines.extend(_list(opening, others))
    if not lines:
        return unknown(sentence(f"I know of nobody who is in {every}."))
    return draft(*lines, title=asked.title)


def only_in(asked: Asked) -> Draft:
    """Who is in one season alone."""
    number = asked.query.season
    season = asked.season(number)
    if season is None:
        return missing(asked, number)
    others_of = [one for one in asked.seasons if one.number != season.number]
    elsewhere = {person for one in others_of for person in _cast(asked, one)}
    alone = [c for person, c in _cast(asked, season).items() if person not in elsewhere]
    main = [credit for credit in alone if credit.billing == "main"]
    others = [credit for credit in alone if credit not in main]
    name = in_words(asked, season)
    if not alone:
        return unknown(sentence(f"I know of nobody who is in {name} alone."))
    lines = _list(f"In the main cast of {name} alone{_AS_FAR}", main) if main else []
    opening = "Others" if lines else f"In {name} alone{_AS_FAR}"
    return draft(*lines, *_list(opening, others), *_secret(others), title=season.facts.label)
