"""The claims of a pack as questions, in wordings of the tests' own, with what must be answered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from jjbot.model import PartialDate, in_words
from jjbot.understanding import tokenise
from jjbot.understanding.phrases import Phrases
from tests.engine.mutating import World

_GAP = re.compile(r"\{([a-z]+)\}")
# What stands in the gaps of a wording, as slots of an intent's phrases.
_SLOTS = {
    "season": "{season}", "title": "{episode}", "who": "{person}", "character": "{character}",
    "work": "{work}", "award": "{award}", "company": "{company}", "topic": "{topic}",
    "place": "{place}", "number": "{season} {episode}",
}  # fmt: skip
_OWN = {
    "episode": "title", "character": "character", "person": "who", "work": "work",
    "place": "place", "topic": "topic",
}  # fmt: skip
_TOLD = {"character": "character", "performer": "who", "award": "award", "rater": "company"}

# predicate → how it is asked for.  The first part of a key is the kind of the claim's subject.
WORDINGS: dict[str, tuple[str, ...]] = {
    "season premiered_on": (
        "on which day did {season} become available?",
        "since what day have people been able to stream {season}?",
        "the date on which {season} went live, please?",
        "from what day on could {season} be seen?",
    ),
    "season renewed_on": (
        "on which day was the renewal for {season} made public?",
        "what date did word of the {season} renewal get out?",
        "since when was {season} a sure thing?",
    ),
    "season ordered_on": (
        "on which day was {season} ordered by them?",
        "what was the date of the order for {season}?",
    ),
    "season filming_started_on": (
        "in which month did the cameras first roll on {season}?",
        "the first day of shooting for {season} was what date?",
        "the crew of {season} went to work on what date?",
    ),
    "season filming_wrapped_on": (
        "in which month was the shooting of {season} finished?",
        "the last day of shooting for {season} was what date?",
    ),
    "season episode_count": (
        "what is the total of episodes that {season} has?",
        "{season} is made up of how many episodes?",
        "of how many episodes does {season} consist?",
        "how many parts would i have to sit through in {season}?",
    ),
    "season showrunner": (
        "what was the name of the showrunner in charge of {season}?",
        "which person had the post of showrunner on {season}?",
        "under which showrunner was {season} made?",
    ),
    "season villain": (
        "which villain do they fight in {season}?",
        "what is the name of the villain that {season} has?",
        "whom are they up against in {season}?",
    ),
    "season premise": (
        "could you sum up what {season} is about?",
        "of what sort is the tale that {season} tells?",
    ),
    "season filmed_in": (
        "in which places were the cameras for {season}?",
        "which towns served as locations of {season}?",
    ),
    "season production_designer": (
        "which person did the production design on {season}?",
        "whose production design does {season} have?",
    ),
    "season costume_designer": (
        "which person did the costume design on {season}?",
        "whose costumes were they in {season}?",
    ),
    "season release_model": ("did {season} arrive in one go or week after week?",),
    "show created_by": (
        "which person is credited as creator of the series?",
        "whose creation is this series?",
        "whose brainchild was it?",
    ),
    "show network": (
        "on which network was this series shown?",
        "which network was home to the series?",
        "whose network did it run on?",
    ),
    "show produced_by": (
        "which companies were behind the production of the series?",
        "what studios had a hand in the production?",
    ),
    "show canceled_on": (
        "on which day was the cancellation made public?",
        "what was the date of the cancellation of this series?",
        "the news that it was canceled came on what day?",
    ),
    "show cancellation_reason": (
        "for which reason was the series canceled by them?",
        "what were the grounds for canceling it?",
    ),
    "show season_count": (
        "what is the total of seasons of this series?",
        "the series has how many seasons all told?",
    ),
    "show genre": (
        "to which genre does the series belong?",
        "under which genre would one file it?",
    ),
    "show premise": ("could you sum up what this series is about?", "of what sort is its tale?"),
    "show title_character": ("which character is the series named after?",),
    "show executive_producer": (
        "which people had the post of executive producer?",
        "the list of executive producers, please?",
    ),
    "show composer": (
        "which person composed the score of the series?",
        "whose music do we hear in it?",
    ),
    "show cinematographer": ("which person was the cinematographer of the series?",),
    "show editor": ("which people were editors of the series?",),
    "show filmed_in": ("in which city were the cameras for this series?",),
    "show set_in": ("in which city do the events of the series take place?",),
    "show based_on": (
        "which source material is the series adapted from?",
        "from what was it adapted?",
    ),
    "show theme": ("which themes run through the series?",),
    "show working_title": ("under which working title was it developed?",),
    "show watch_order": ("in which order should one watch the whole thing?",),
    "episode directed_by": (
        "whose work was the directing of {title}?",
        "which director was in charge of {number}?",
        "{title} had which director?",
        "{number} was directed by which person?",
    ),
    "episode written_by": (
        "whose script was {title}?",
        "which writer was responsible for {number}?",
        "{title} had which writer?",
        "{number} was written by which person?",
    ),
    "episode runtime": (
        "how many minutes is the runtime of {title}?",
        "what length in minutes does {number} have?",
        "{title} runs for how many minutes?",
    ),
    "episode released_on": (
        "on which day did {title} become available?",
        "since what day have people been able to stream {number}?",
    ),
    "episode name": (
        "what title does {number} bear?",
        "by what title does {number} go?",
        "what did they title {number}?",
    ),
    "episode number": (
        "which number does the episode {title} have?",
        "{title} is number what in its season?",
    ),
    "episode season": (
        "to which season does the episode {title} belong?",
        "{title} is from which season?",
    ),
    "credit performer": (
        "which performer was hired for the role of {character}?",
        "by which performer is {character} portrayed on screen?",
        "the face of {character} belongs to whom?",
        "who gets to be {character} on the screen?",
    ),
    "credit character": (
        "what is the name of the part that {who} has?",
        "which figure did {who} portray on screen?",
        "{who} was seen as which character?",
    ),
    "credit season": (
        "which seasons have {character} in them?",
        "during which seasons is {character} around?",
        "{character} turns up in which season?",
    ),
    "character occupation": (
        "what is it that {character} does for work?",
        "by what job does {character} earn money?",
        "what sort of job has {character} got?",
        "what is {character}'s job by the end of the show?",
    ),
    "character works_at": (
        "by which firm is {character} paid?",
        "which company does {character} work for in the story?",
        "whose payroll is {character} on?",
    ),
    "character dies_in": (
        "in which of the episodes does {character} lose their life?",
        "the death of {character} happens in which episode?",
        "at which point is it that {character} dies?",
    ),
    "character killed_by": (
        "by whose hand does {character} die?",
        "the death of {character} was whose doing?",
        "{character} gets killed by which character?",
    ),
    "character real_name": ("under what name was {character} brought up?",),
    "character power": ("what can {character} do that others can not?",),
    "character counterpart": ("on which comic figure is {character} modelled?",),
    "character first_appearance": ("in what issue was {character} first seen?",),
    "character origin": ("by what means did {character} come by the powers?",),
    "character description": (
        "and {character}, what sort of person is that?",
        "{character} is who, please?",
    ),
    "character mother": ("what do they call the mother that {character} has?",),
    "character father": ("what do they call the father that {character} has?",),
    "character sister": ("what do they call the sister that {character} has?",),
    "character daughter": ("what do they call the daughter that {character} has?",),
    "character son": ("what do they call the son that {character} has?",),
    "character boss": ("for whom does {character} work as an employee?",),
    "character assistant": ("which person is the assistant of {character}?",),
    "character neighbor": ("which people are neighbors of {character}?",),
    "character wife": ("what do they call the wife that {character} has?",),
    "character girlfriend": ("which woman is the girlfriend of {character}?",),
    "character ex": ("which person is an ex of {character}?",),
    "place within": ("in which larger place does {place} lie?",),
    "work premiered_on": ("on which day did {work} become available?",),
    "work network": ("on which network was {work} shown?", "{work} was shown by which network?"),
    "work author": ("which author wrote {work}?", "{work} comes from which author?"),
    "work season_count": ("what is the total of seasons of {work}?",),
    "work canceled_on": ("on which day was {work} canceled by them?",),
    "work showrunner": ("which showrunner did {work} have?",),
    "nomination award": ("which awards did the series take home or was up for?",),
    "nomination category": (
        "for which category was it up at the {award}?",
        "the {award} was for what category?",
    ),
    "availability platform": (
        "on which platform would i find it these days?",
        "which service carries the series?",
    ),
    "rating score": (
        "what score does it have with {company}?",
        "what figure did {company} give it?",
    ),
    "topic explanation": ("could you explain {topic} to me?",),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A claim as a question; *says*: one of these must be in the answer, if there is one."""

    predicate: str
    wording: str
    text: str
    says: tuple[str, ...]


def questions(world: World) -> Iterator[Question]:
    """Every claim of *world* that is stated as fact, in every wording there is for its sort."""
    scores = defaultdict(list)
    for subject in world.subjects("rating"):
        scores[world.best(subject, "rater")].append(str(world.best(subject, "score")))
    for (subject, predicate), claims in sorted(world.by.items()):
        sort = f"{world.kinds[subject]} {predicate}"
        gaps = _gaps(world, subject)
        many = world.vocabulary.predicates[predicate].many
        if world.kinds[subject] == "topic" and str(world.names.get(subject)).startswith("Its "):
            continue  # a heading that is half a sentence
        for wording in WORDINGS.get(sort, ()):
            if not {*_GAP.findall(wording)} <= gaps.keys():
                continue  # a part without a character, or in another show
            text = _GAP.sub(lambda gap, gaps=gaps: gaps[gap[1]], wording)
            for claim in claims if many else claims[:1]:
                says = _printed(world, claim.value)
                if predicate == "score":  # who asks for one score may be told another
                    says = tuple(scores[world.best(subject, "rater")])
                if predicate == "killed_by":  # told by the first name, too
                    says = (*says, says[0].split()[0])
                yield Question(sort, wording, text, says)


def _gaps(world: World, subject: str) -> dict[str, str]:
    """What *subject* can be called in a question, by the gaps of the wordings."""
    kind, name = world.kinds[subject], world.names.get(subject)
    gaps = {_OWN[kind]: name} if kind in _OWN and name and not _shared(world, subject) else {}
    if kind == "season":
        gaps["season"] = f"{world.word} {world.number_of[subject]}"
    elif kind == "episode":
        season = world.number_of[world.best(subject, "season")]
        gaps["number"] = f"{world.word} {season} episode {world.best(subject, 'number')}"
    elsewhere = kind == "credit" and not world.best(subject, "season")
    for predicate, gap in _TOLD.items() if not elsewhere else ():
        called = world.best(subject, predicate) or ""
        named = world.names.get(called)
        if named and not _shared(world, called) and kind in ("credit", "nomination", "rating"):
            gaps[gap] = named
    return gaps


def _shared(world: World, entity: str) -> bool:
    """Whether the name of *entity* is a single word of somebody else's: who is meant is open."""
    name = world.names.get(entity, "")
    others = (world.names.get(one, "") for one in world.kinds if one != entity)
    return any(name in other.split() for other in others)


def _printed(world: World, value) -> tuple[str, ...]:
    """*value* as answers may print it, but for a sentence's own capital and full stop."""
    if isinstance(value, PartialDate):
        return (in_words(value),)
    if value in world.number_of:
        return (str(world.number_of[value]),)
    if value in world.names:
        return (world.names[value], *map(str, world.all(value, "alias")))
    return (str(value).rstrip("."),)


def holds(text: str, question: Question) -> bool:
    """Whether *text* says what *question* asks for; a number only by itself."""
    edge = r"(?<![0-9])", r"(?![0-9])"
    found = (re.escape(one.casefold()).join(edge) for one in question.says)
    return any(re.search(one, text.casefold()) for one in found)


def order(wording: str, phrases: Phrases) -> tuple[str, ...]:
    """*wording* in the form in which questions are compared with the phrases of intents."""
    parts: list[str] = []
    at = 0
    for gap in _GAP.finditer(wording):
        parts.extend(phrases.words(tokenise(wording[at : gap.start()])))
        parts.extend(_SLOTS[gap[1]].split())
        at = gap.end()
    parts.extend(phrases.words(tokenise(wording[at:])))
    return phrases.bare(parts)
