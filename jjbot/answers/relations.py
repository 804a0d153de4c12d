"""Who is what to whom in the story: mothers, brothers, bosses; and whether two are the same.

Which predicates are relations is said by the language data, which has the words for them.
"""

from __future__ import annotations

from jjbot.answers.asked import Asked, Draft, Facts, draft, unknown
from jjbot.answers.credits import credits_with
from jjbot.answers.values import named_facts
from jjbot.answers.words import listed, named, stopped
from jjbot.model import Claim, EntityId, Line, Outcome, Span, sentence, spoilers_last

_OF_BLOOD = frozenset({"parent", "sibling", "child"})
_PLURALS = {"child": "children", "wife": "wives"}


def _about(asked: Asked, entity: EntityId) -> Facts:
    return Facts(entity, asked.facts.about(asked.view, entity))


def _characters(asked: Asked) -> list[EntityId]:
    """The characters that the question names, in its order."""
    return [entity for slot, entity in asked.query.entities if slot == "character"]


def _narrower(asked: Asked, wanted: str) -> tuple[str, ...]:
    """*wanted* and the relations that it takes in: a brother is a sibling."""
    predicates = asked.facts.vocabulary.predicates.values()
    return (wanted, *(one.id for one in predicates if one.wider == wanted))


def _noun(predicate: str, count: int = 1) -> str:
    noun = predicate.replace("_", " ")
    if count == 1:
        return noun
    return _PLURALS.get(noun) or noun + ("es" if noun.endswith(("s", "x")) else "s")


def _possessive(own: Facts) -> Line:
    """ "Rose's", resting on the name."""
    return sentence(named_facts(own), "'s")


def relation(asked: Asked) -> Draft:
    """Who is somebody's mother, brother, boss, by the intent's predicate.

    Asked whether, it is about one and not about two ("is Rose a mother"): that is not known.
    """
    if asked.query.whether:
        return unknown(sentence("I don't know that."))
    return _relation(asked, "")


def has_relation(asked: Asked) -> Draft:
    """Whether somebody has a mother, brother, boss: yes first."""
    return _relation(asked, "Yes. ")


def _relation(asked: Asked, opening: str) -> Draft:
    wanted = asked.facts.vocabulary.intents[asked.query.intent].predicate
    whom = _characters(asked)
    own = _about(asked, whom[0]) if whom else asked.show
    claims = [c for predicate in _narrower(asked, wanted) for c in own.all(predicate)]
    if not whom or not claims:
        name = named_facts(own)
        article = "an" if wanted[:1] in "aeiou" else "a"
        return unknown(sentence(f"I don't know of {article} {_noun(wanted)} of ", name, "."))
    if asked.query.season is not None and not _lasts(asked, wanted):
        claims = [claim for claim in claims if _only_then(asked, claim.entity)]
    if not claims:
        label = f"{asked.season_noun} {asked.query.season}"
        return unknown(
            sentence(f"I don't know which {_noun(wanted)} ", named_facts(own), f" has in {label}.")
        )
    plain = [claim for claim in claims if not claim.spoils] or claims
    lines = [_stands(own, plain)]
    lines.extend(_stands(own, [claim]) for claim in claims if claim not in plain)
    described = [line for claim in claims if (line := _described(asked, claim))]
    lines[0] = sentence(opening, *lines[0])
    if all(claim.spoils for claim in plain):  # then even that there is one gives it away
        lines[0] = tuple(Span(span.text, (*span.claims, *plain)) for span in lines[0])
    return Draft((lines[0], *spoilers_last([*lines[1:], *described])), title=_title(asked, own))


def _only_then(asked: Asked, character: EntityId) -> bool:
    """Whether *character* is in the season that is named, and in no other."""
    credits = credits_with(asked, "character", character)
    return {credit.season for credit in credits} - {None} == {asked.query.season}


def _lasts(asked: Asked, relation: str) -> bool:
    """Whether *relation* is of blood and the same in every season; a boss may change."""
    return (asked.facts.vocabulary.predicates[relation].wider or relation) in _OF_BLOOD


def _title(asked: Asked, own: Facts) -> str:
    name = own.best("name", "alias")
    return own.label if name and not name.spoils else asked.title


def _stands(own: Facts, claims: list[Claim]) -> Line:
    """ "Rose's brother: Will.", each by the word that fits."""
    by: dict[str, list[Claim]] = {}
    for claim in claims:
        by.setdefault(claim.predicate, []).append(claim)
    parts: list[str | Span | Line] = []
    for predicate, same in by.items():
        word = f" {_noun(predicate, len(same))}"
        parts.append("; " if parts else _possessive(own))
        parts.append(sentence(f"{word.strip() if parts[1:] else word}: ",
                              listed([named(claim) for claim in same])))  # fmt: skip
    return sentence(*parts, ".")


def _described(asked: Asked, claim: Claim) -> Line | None:
    """Who that is, harmless or not, resting also on *claim* where the name gives it away."""
    about = _about(asked, claim.entity).best("description")
    if about is None:
        return None
    return sentence(named(claim), " is ", Span(stopped(about.value), (about,)))


def related(asked: Asked) -> Draft:
    """What two characters are to each other, in both directions."""
    pair = _characters(asked)
    if len(pair) != 2:
        return unknown(sentence("I don't know how they belong together."))
    if pair[0] == pair[1]:
        return same_one(asked)
    one, other = (_about(asked, entity) for entity in pair)
    lines = [*_ties(asked, other, one), *_ties(asked, one, other)]
    if not lines:
        return _described_tie(asked, one, other) or unknown(
            sentence(
                "I don't know how ", named_facts(one), " and ", named_facts(other), " are related."
            )
        )
    # What they are called says more than a word: an adoptive sister is a sister, too.
    described = [
        line for claim in _ties_of(asked, other, one) if (line := _described(asked, claim))
    ]
    return draft(*spoilers_last([*lines, *described[:1]]), title=asked.title)


def _described_tie(asked: Asked, one: Facts, other: Facts) -> Draft | None:
    """What one of the two is, where that names the other: "X, who took Y in"."""
    for who, whom in ((one, other), (other, one)):
        about, name = who.best("description"), whom.best("name")
        if about is None or name is None:
            continue
        words = str(about.value).replace("'s", "").replace(",", "").split()
        if str(name.value).split()[0] in words:
            line = sentence(named_facts(who), " is ", Span(stopped(about.value), (about, name)))
            return draft(line, title=asked.title)
    return None


def is_relation(asked: Asked) -> Draft:
    """ "Is X the brother of Y?": yes or no first; X is named first.

    No where Y is known to have another, or X to be something else to Y.
    """
    pair = _characters(asked)
    wanted = asked.facts.vocabulary.intents[asked.query.intent].predicate
    if len(pair) != 2:
        return unknown(sentence("I don't know that."))
    if pair[0] == pair[1]:  # "her girlfriend or wife": the first was taken for a name
        return unknown(sentence("I don't know that."))
    who, whom = (_about(asked, entity) for entity in pair)
    theirs = [claim for one in _narrower(asked, wanted) for claim in whom.all(one)]
    return _stated(asked, who, whom, theirs) or unknown(
        sentence(
            "I know of no such tie between ", named_facts(who), " and ", named_facts(whom), "."
        )
    )


def _stated(asked: Asked, who: Facts, whom: Facts, theirs: list[Claim]) -> Draft | None:
    """Whether *who* is among *theirs*, the relations of *whom* that are spoken of."""
    right = [claim for claim in theirs if claim.value == who.entity]
    if right:
        described = _described(asked, right[0])
        is_ = sentence(named_facts(who), " is ", _possessive(whom), " ",
                       Span(_noun(right[0].predicate), (right[0],)), ".")  # fmt: skip
        lines = [described] if described else []
        return draft(sentence("Yes. ", *is_), *spoilers_last(lines), title=asked.title)
    ties = _ties(asked, whom, who) or _ties(asked, who, whom)
    if not ties and not theirs:
        return None
    rest: list[Line] = [*ties]
    if theirs:
        rest.append(_stands(whom, theirs))
    first = rest.pop(0)
    alone = len(theirs) == 1 and _lasts(asked, theirs[0].predicate)
    no = "No: " if ties or alone else "Not that I know of: "
    line = sentence(no, *first)
    about = who.best("description")
    if not ties and about:
        rest.append(sentence(named_facts(who), " is ", Span(stopped(about.value), (about,))))
    return draft(line, *spoilers_last(rest), outcome=Outcome.CORRECTED, title=asked.title)


def _ties_of(asked: Asked, whose: Facts, who: Facts) -> list[Claim]:
    """The relations of *whose* whose value is *who*, family before the others."""
    vocabulary = asked.facts.vocabulary
    known = dict.fromkeys(vocabulary.language.relations.values())
    ranked = sorted(
        known, key=lambda relation: (not vocabulary.predicates[relation].wider, relation)
    )
    return [claim for one in ranked for claim in whose.all(one) if claim.value == who.entity]


def _ties(asked: Asked, whose: Facts, who: Facts) -> list[Line]:
    """ "Will is Rose's brother.", of each relation of *whose* whose value is *who*."""
    return [
        sentence(named_facts(who), " is ", _possessive(whose), " ",
                 Span(_noun(claim.predicate), (claim,)), ".")
        for claim in _ties_of(asked, whose, who)
    ]  # fmt: skip


def _two(asked: Asked, who: EntityId, meant: EntityId) -> Draft:
    """ "Is X the mother of Y?", where that mother has been understood as the character *meant*.

    Only where that one is something to one character alone, whose kin it is or to whom X has a
    tie.
    """
    found = {
        (claim.subject, relation)
        for relation in dict.fromkeys(asked.facts.vocabulary.language.relations.values())
        for claim in asked.naming(meant, relation)
    }
    if len(found) == 1:
        whose, relation = found.pop()
        first, whom = _about(asked, who), _about(asked, whose)
        sure = _lasts(asked, relation) or _ties_of(asked, whom, first)
        stated = _stated(asked, first, whom, whom.all(relation)) if sure else None
        if whose != who and stated is not None:
            return stated
    return unknown(sentence("I don't know that."))


def same_one(asked: Asked) -> Draft:
    """Whether two names are one character's; no only where one of them is somebody's something.

    Of other names it cannot be said, for a name may be shared.
    """
    pair = _characters(asked)
    if len(pair) == 2 and pair[0] != pair[1]:
        return _two(asked, *pair)
    if len(pair) != 2:
        return unknown(sentence("I don't know that."))
    own = _about(asked, pair[0])
    about = own.best("description")
    who = sentence(named_facts(own), " is ", Span(stopped(about.value), (about,))) if about else ()
    opening = "Yes. " if asked.query.whether else "The same. "
    return draft(sentence(opening, who or sentence("That is ", named_facts(own), ".")),
                 outcome=Outcome.ANSWERED, title=_title(asked, own))  # fmt: skip
