"""Free text → Query: normalise, link, recognise, decide.  Pure, synchronous, no I/O."""

from jjbot.understanding.lexicon import Lexicon
from jjbot.understanding.normalise import clean, tokenise
from jjbot.understanding.understand import Understanding, Understood

__all__ = ["Lexicon", "Understanding", "Understood", "clean", "tokenise"]
