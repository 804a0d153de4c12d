"""Bad files that are no YAML, too much YAML, or YAML that we do not take."""

from __future__ import annotations

from tests.pack.corpus.cases import Bad, put, swap

LOU = "name: Lou Tan"
DEEP = "".join(f"{' ' * depth}a:\n" for depth in range(1400))
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {k: v}\n" + "".join(f"b{n}: &b{n} {{<<: [*a, *a, *a]}}\n" for n in range(15))

SYNTAX: dict[str, Bad] = {
    # Y1: slips of the hand
    "tab before a key": swap("people.yaml", f"  {LOU}", f"\t{LOU}", 4, "not YAML", "not tabs"),
    "tab in a nested block": put("- id: x\n  name:\n\t- y\n", 3, "not tabs"),
    "tab in a block text": put("- id: x\n  note: |\n    y\n\tz\n", 4, "not tabs"),
    "single quote not closed": swap("people.yaml", LOU, "name: 'Lou Tan", 4, "close it"),
    "double quote not closed": swap("people.yaml", LOU, 'name: "Lou Tan', 4, "close"),
    "apostrophe inside single quotes": swap(
        "people.yaml", LOU, "name: 'Lou's'", 4, "not YAML", "written twice"
    ),
    "bracket not closed": swap(
        "parts.yaml", "[ines-okafor, lou-tan]", "[ines-okafor, lou-tan", 54, "close the bracket ["
    ),
    "brace not closed": swap(
        "people.yaml",
        "{value: the Landlord, revealed_in: S1E2}",
        "{value: the Landlord",
        49,
        "close the bracket {",
    ),
    "bracket at the end": put("- id: x\n  alias: [\n", 2, "[ or { is not closed"),
    "bracket too many": put("[a, b]]\n", 1, "take it away"),
    "colon in a text": swap("people.yaml", LOU, "name: Lou: Tan", 4, "not YAML", "needs quotes"),
    "colon after two words": swap("people.yaml", LOU, "name: Alpha: Station", 4, "needs quotes"),
    "wrong indent of a key": swap("people.yaml", f"  {LOU}", f" {LOU}", 4, "indent"),
    "key deeper than its neighbours": swap("people.yaml", f"  {LOU}", f"    {LOU}", 4, "not YAML"),
    "list and mapping mixed": put("- id: x\nkind: person\n", 2, "indent"),
    "list on the line of its key": put("- id: x\n  alias: - y\n", 2, "line of its own"),
    "backslash in double quotes": swap("people.yaml", LOU, 'name: "Lou\\Tan"', 4, "single quotes"),
    "text that starts with a star": swap("people.yaml", LOU, "name: *bold*", 4, "* or &"),
    "text that starts with an ampersand": swap("people.yaml", LOU, "name: & Co", 4, "* or &"),
    "text that starts with an at sign": swap("people.yaml", LOU, "name: @lou", 4, "quotes"),
    "text that starts with a percent sign": swap("people.yaml", LOU, "name: %lou", 4, "quotes"),
    "text that starts with a backtick": swap("people.yaml", LOU, "name: `lou`", 4, "quotes"),
    "text that starts with a bar": swap("people.yaml", LOU, "name: | Lou", 4, "> or |"),
    "text after the closing quote": swap(
        "people.yaml", LOU, "name: 'Lou' Tan", 4, "quotes are closed"
    ),
    "key without a colon": put("- id: x\n  kind person\n  name: X\n", 2, "write a key and a colon"),
    # Y2: what comes after
    "trailing word": put("garbage\n", 5, "not YAML", file="pack.yaml"),
    "words after the end": put("...\ngarbage\n", 6, "take it away", file="pack.yaml"),
    "second document": put("---\nshow: other\n", 5, "second document", file="pack.yaml"),
    "second document that is empty": put("---\n", 5, "second document", file="pack.yaml"),
    # Y3: files that are something else
    "conflict": swap(
        "people.yaml",
        f"  {LOU}\n",
        f"<<<<<<< HEAD\n  {LOU}\n=======\n  name: L\n>>>>>>> b\n",
        4,
        "conflict marker <<<<<<<",
    ),
    "conflict that is left half": swap(
        "people.yaml", f"  {LOU}\n", f"  {LOU}\n>>>>>>> theirs\n", 5, "conflict marker >>>>>>>"
    ),
    "web page": put(
        "<!DOCTYPE html>\n<html><body>404</body></html>\n", 1, "web page", "save the file itself"
    ),
    "web page in capitals": put("\n\n<HTML lang=en>\n", 3, "web page"),
    "XML": put('<?xml version="1.0"?>\n<a/>\n', 1, "web page"),
    "JSON that is cut": put('[{"id": "x", "kind": "per', 1, "not YAML"),
    "picture": put(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 1, "UTF-8", "0x89"),
    "zip": put(b"PK\x03\x04\x14\x00\x08\x08a.yaml", 1, "U+0003"),
    # Y4: keys that are there twice
    "repeated key in an entity": swap(
        "people.yaml", LOU, "name: A\n  name: B", 5, "'name'", "line 4"
    ),
    "repeated key in quotes": swap(
        "people.yaml", LOU, 'name: A\n  "name": B', 5, "'name'", "line 4"
    ),
    "repeated key at the top": put("show: minuit\n", 5, "'show'", "line 2", file="pack.yaml"),
    "repeated key in braces": swap(
        "people.yaml", "{value: the Landlord,", "{value: the Landlord, value: A,", 49, "'value'"
    ),
    "repeated key in a question": put(
        "- ask: who?\n  says: [a]\n  says: [b]\n", 25, "'says'", "line 24", file="questions.yaml"
    ),
    # Y8: nothing where something belongs
    "empty file": put("", 0, "is empty"),
    "comments only": put("# one\n# two\n", 0, "is empty"),
    "blank lines only": put("\n\n  \n", 0, "is empty"),
    "document start only": put("---\n", 0, "is empty"),
    "null file": put("null\n", 1, "null", "nothing"),
    "tilde file": put("~\n", 1, "~", "nothing"),
    "empty list": put("[]\n", 1, "no entity"),
    "empty mapping": put("{}\n", 1, "expected a list"),
    "a word": put("hello\n", 1, "list of entities"),
    "list of words": put("- a\n- b\n", 2, "entity"),
    "list of lists": put("- [a]\n", 1, "entity"),
    "list for the manifest": swap(
        "pack.yaml",
        "show: minuit\nchecked_on: 2023-06-30\nseason_word: Part\n",
        "- a\n",
        2,
        "a list",
        "mapping",
    ),
    "mapping for the sources": swap(
        "sources.yaml",
        "- id: courier-2019\n  publisher",
        "id: courier-2019\npublisher",
        3,
        "not YAML",
    ),
    # Y10: tags and other powers of YAML
    "tag that runs code": put(
        "- !!python/object/apply:os.system [echo PWNED]\n", 1, "the tag", "python"
    ),
    "tag that makes an object": put("- !!python/object:os.popen {}\n", 1, "the tag"),
    "tag that includes": put("- !include /etc/passwd\n", 1, "'!include'"),
    "binary": swap("people.yaml", LOU, "name: !!binary TG91", 4, "the tag", "binary"),
    "set": put("- !!set {a, b}\n", 1, "the tag"),
    "string tag": swap("people.yaml", LOU, "name: !!str Lou", 4, "plain value"),
    "tag of no kind": swap("people.yaml", LOU, "name: ! Lou", 4, "the tag"),
    "tag directive": put("%TAG ! tag:evil.example,2000:\n---\n- !x a\n", 1, "directives"),
    "version directive": put("%YAML 1.1\n---\n- a\n", 1, "directives"),
    # Y11: things that stand for other things
    "alias": swap(
        "people.yaml",
        "name: Bo Quist",
        "name: *lou",
        25,
        "the alias 'lou'",
        "write the value again",
    ),
    "anchor": swap("people.yaml", LOU, "name: &lou Lou Tan", 4, "the anchor 'lou'", "take it out"),
    "laughs": put(LAUGHS, 1, "anchor"),
    "list in itself": put("- &a [*a]\n", 1, "anchor"),
    "mapping in itself": put("&a {b: *a}\n", 1, "anchor"),
    "merge key": swap(
        "pack.yaml", "season_word: Part", "<<: {a: b}", 4, "merge key", "write the keys out"
    ),
    "merge bomb": put(MERGES, 2, "merge key"),
    "key that is a list": put("? [a]\n: b\n", 1, "plain word"),
    "key that is a mapping": put("{{a: b}: c}\n", 1, "plain word"),
    # Y12, Y13, Y14: too much
    "10,000 lists in lists": put("[" * 10_000, 1, "nested too deep", "20 levels"),
    "100,000 lists in lists": put("[" * 100_000, 1, "nested too deep"),
    "100,000 mappings in mappings": put("{a: " * 100_000, 1, "nested too deep"),
    "deep blocks": put(DEEP, 21, "nested too deep"),
    "many bytes": put("# " + "x" * 5_000_000, 0, "too big", "2,000,000 bytes"),
    "one long text": put("- id: x\n  name: " + "x" * 1_900_000, 2, "1,900,000", "10,000"),
    "one long key": put(
        "- id: x\n  kind: person\n  " + "x" * 900 + ": y\n", 3, "unknown predicate", "xx…'"
    ),
    "many items": put("- a\n" * 300_000, 199_999, "200,000 items"),
    "100,000 keys": put(
        "- id: x\n" + "".join(f"  k{n}: v\n" for n in range(100_000)), 1001, "1,000 are the limit"
    ),
    "50,000 anchors": put("".join(f"- &a{n} x\n" for n in range(50_000)), 20, "anchor"),
    "many entities": put("- {kind: event, id: a}\n" * 30_000, 19_996, "20,000 are the limit"),
    "many controls": put("\x01" * 1_000_000, 1, "U+0001"),
    # Y15, Y16: characters
    "NUL": swap("people.yaml", LOU, "name: Lou\x00Tan", 4, "U+0000"),
    "bell": swap("pack.yaml", "Part", "Pa\x07rt", 4, "U+0007", "delete it"),
    "colour of a terminal": swap("people.yaml", LOU, "name: \x1b[31mLou", 4, "U+001B"),
    "delete": swap("people.yaml", LOU, "name: Lou\x7f", 4, "U+007F"),
    "next line of EBCDIC": swap("people.yaml", LOU, "name: Lou\x85Tan", 4, "U+0085"),
    "line separator": swap("people.yaml", LOU, "name: Lou\u2028Tan", 4, "U+2028", "LINE SEPARATOR"),
    "byte-order mark inside": swap("people.yaml", LOU, "name: \ufeffLou", 4, "U+FEFF"),
    "escape of half a pair": swap("people.yaml", LOU, 'name: "Lou \\ud800"', 4, "character itself"),
    "escape of a pair": swap(
        "people.yaml", LOU, 'name: "Lou \\ud83d\\ude00"', 4, "character itself"
    ),
    "half a pair in bytes": swap("people.yaml", LOU, b"name: Lou \xed\xa0\x80", 4, "UTF-8", "0xED"),
    "pair in bytes": swap(
        "people.yaml", LOU, b"name: Lou \xed\xa0\xbd\xed\xb8\x80", 4, "save the file as UTF-8"
    ),
    "UTF-16": put("- id: x\n".encode("utf-16"), 1, "save the file as UTF-8"),
    "UTF-16 without a mark": put(
        "- id: x\n".encode("utf-16-le"), 1, "UTF-16", "save the file as UTF-8"
    ),
    "UTF-16 the other way round": put("- id: x\n".encode("utf-16-be"), 1, "UTF-16"),
    "UTF-32": put("- id: x\n".encode("utf-32"), 1, "save the file as UTF-8"),
    "Latin-1": swap(
        "people.yaml", "Inés".encode(), b"In\xe9s", 8, "save the file as UTF-8", "0xE9"
    ),
    "Windows quotes": swap("people.yaml", LOU, b"name: Lou\x92s", 4, "UTF-8", "0x92"),
    "UTF-8 and Latin-1 mixed": swap(
        "people.yaml", "Zoë Álvarez".encode(), "Zoë ".encode() + b"\xc1lvarez", 12, "UTF-8"
    ),
    "overlong": swap("people.yaml", LOU, b"name: \xc0\xafLou", 4, "UTF-8", "0xC0"),
    "character that is cut": put(b"- id: x\n  name: Zo\xc3", 2, "UTF-8", "0xC3"),
    "beyond Unicode": swap("people.yaml", LOU, b"name: \xf5\x80\x80\x80", 4, "UTF-8"),
}
