"""From a folder of YAML to Contents: the one floor that reads what authors write."""

from jjbot.pack.files import fingerprint
from jjbot.pack.reading import read_pack
from jjbot.pack.reference import reference
from jjbot.pack.schema import FILE_KINDS, schemas, vocabulary_for
from jjbot.pack.words import read_vocabulary

__all__ = [
    "FILE_KINDS",
    "fingerprint",
    "read_pack",
    "read_vocabulary",
    "reference",
    "schemas",
    "vocabulary_for",
]
