"""An answer file held against the same answer made again: where they differ first, and whether the verdicts do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from foedus import __version__
from foedus.briefs.phrases import counted, say
from foedus.terms import FoedusError, nearest

FORMATS = ("terminal", "json")
READING = "foedus/reading/1"
SEAL_PATH = "$.made_by.sha256"
MADE_WITH = ("$.made_by.foedus", "$.made_by.library")
LONGEST_VALUE = 160
_NOTHING = object()


@dataclass(frozen=True)
class Difference:
    """The first place where a file and the answer made again differ.

    `path` is a JSON path, empty where the values are equal and only the bytes of `line` (from 1) are not. `stated` and
    `found` are the values as JSON, empty where there is none.
    """

    path: str
    line: int
    stated: str = ""
    found: str = ""

    def to_json(self) -> dict[str, object]:
        return {"path": self.path or None, "line": self.line, "stated": self.stated, "found": self.found}


@dataclass(frozen=True)
class Verified:
    """What became of an answer file that was made again.

    `foedus` and `library` are those that the file names, `library_now` the digest that answered now; `inputs` are file,
    sha256 and length in bytes; `determinations` and `claims` are counted in the answer made again. `same_verdicts`
    speaks of claims and incidents where the answer is a reading, which has no verdicts.
    """

    file: str
    schema: str
    foedus: str
    library: str
    library_now: str
    inputs: tuple[tuple[str, str, int], ...]
    determinations: int
    claims: int
    difference: Difference | None
    same_verdicts: bool

    @property
    def holds(self) -> bool:
        """Tell whether the answer made again is the file, byte for byte."""
        return self.difference is None

    @property
    def same_makers(self) -> bool:
        """Tell whether version and library are those that the file names."""
        return self.foedus == __version__ and self.library == self.library_now

    def __bool__(self) -> bool:
        return self.holds

    def to_json(self) -> dict[str, object]:
        """Return the check in the shape `foedus/verification/1`."""
        return {
            "schema": "foedus/verification/1",
            "made_by": {"foedus": __version__, "library": self.library_now, "inputs": []},
            "file": self.file,
            "holds": self.holds,
            "answer": {"schema": self.schema, "foedus": self.foedus, "library": self.library},
            "inputs": [{"file": file, "sha256": sha256, "bytes": size} for file, sha256, size in self.inputs],
            "determinations": self.determinations,
            "claims": self.claims,
            "difference": self.difference.to_json() if self.difference else None,
            "same_verdicts": self.same_verdicts,
        }

    def render(self, format: str = "terminal", *, lang: str = "en", width: int = 80, colour: bool = False) -> str:
        """Return the check as text, or as JSON; raise FoedusError for another format."""
        if format == "json":
            return json.dumps(self.to_json(), ensure_ascii=False, indent=2) + "\n"
        if format != "terminal":
            raise FoedusError(
                f"unknown format '{format}'", field="format", expected=" or ".join(FORMATS),
                nearest=nearest(format, FORMATS),
            )  # fmt: skip
        return "\n".join(self._rows(lang)) + "\n"

    def __str__(self) -> str:
        return self.render()

    def _rows(self, lang: str) -> Iterator[str]:
        yield say("verify.holds" if self.holds else "verify.differs", lang, file=self.file)
        for key, stated, now in (
            ("verify.other version", self.foedus, __version__),
            ("verify.other library", self.library, self.library_now),
        ):
            if stated != now:
                yield "  " + say(key, lang, stated=stated[:64], now=now)
        if self.difference is not None and self.difference.path not in MADE_WITH:
            yield from (f"  {row}" for row in _told(self.difference, lang))
        if self.difference is not None:
            what = "claims" if self.schema == READING else "verdicts"
            yield "  " + say(f"verify.{what} {'same' if self.same_verdicts else 'differ'}", lang)
        for file, sha256, size in self.inputs:
            yield "  " + say("verify.input", lang, file=file, sha256=sha256, bytes=size)
        if not self.inputs:
            yield "  " + say("verify.no input", lang)
        yield "  " + say("verify.made", lang, version=__version__, library=self.library_now)
        if self.schema == READING:
            yield "  " + counted("verify.claims", self.claims, lang)
        else:
            yield "  " + counted("verify.determinations", self.determinations, lang)


def _told(found: Difference, lang: str) -> Iterator[str]:
    if not found.path:
        yield say("verify.layout", lang, line=found.line)
    elif found.path == SEAL_PATH:
        yield say("verify.seal", lang)
    else:
        yield say("verify.first", lang, path=found.path, line=found.line)
        none = say("verify.nothing", lang)
        yield "  " + say("verify.stated", lang, value=_cut(found.stated) or none)
        yield "  " + say("verify.found", lang, value=_cut(found.found) or none)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]} …"


def compared(content: bytes, stated: object, again: bytes, found: object) -> Difference | None:
    """Return the first difference between a file and the answer made again, None where every byte is the same.

    `stated` and `found` are their values. Version, library and checksum are looked at last: what follows from them says
    more than they do.
    """
    if content == again:
        return None
    line = _first_line(content, again)
    differences = list(_first_each(stated, found))
    late = (*MADE_WITH, SEAL_PATH)
    ranked = sorted(differences, key=lambda each: late.index(each[0]) + 1 if each[0] in late else 0)
    for path, one, other in ranked:
        return Difference(path, line, _written(one), _written(other))
    return Difference("", line)


def _first_each(stated: object, found: object) -> Iterator[tuple[str, object, object]]:
    """Yield the first difference apart from who made the answers, and those of the makers and of the checksum."""
    apart = (*MADE_WITH, SEAL_PATH)
    first = True
    for path, one, other in _differences("$", stated, found):
        if path in apart:
            yield path, one, other
        elif first:
            first = False
            yield path, one, other
        elif not path.startswith("$.made_by"):
            return


def _differences(path: str, one: object, other: object) -> Iterator[tuple[str, object, object]]:
    """Yield where two JSON values differ, in the order of the second; numbers and truths of another kind differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys((*other, *one)):
            name = f"{path}.{key}" if str(key).replace("_", "").isalnum() else f"{path}[{json.dumps(key)}]"
            yield from _differences(name, one.get(key, _NOTHING), other.get(key, _NOTHING))
    elif isinstance(one, list) and isinstance(other, list):
        for number in range(max(len(one), len(other))):
            at = (each[number] if number < len(each) else _NOTHING for each in (one, other))
            yield from _differences(f"{path}[{number}]", *at)
    elif type(one) is not type(other) or one != other:
        yield path, one, other


def _written(value: object) -> str:
    return "" if value is _NOTHING else json.dumps(value, ensure_ascii=False)


def _first_line(content: bytes, again: bytes) -> int:
    """Return the number of the first line that is not the same."""
    rows, others = content.split(b"\n"), again.split(b"\n")
    at = next((number for number, (one, other) in enumerate(zip(rows, others, strict=False), 1) if one != other), None)
    return at or min(len(rows), len(others)) + 1


def verdicts(answer: object) -> list[tuple[object, ...]]:
    """Return every verdict that an answer gives, with its provision, reading and bearers, in order."""
    return [
        (each.get("instrument"), each.get("provision"), each.get("reading"), each.get("verdict"), _names(each))
        for each in _determinations(answer)
    ]


def _names(determination: Mapping[str, object]) -> str:
    return json.dumps([determination.get("bearers"), determination.get("beneficiaries")])


def _determinations(answer: object) -> Iterable[Mapping[str, object]]:
    if not isinstance(answer, Mapping):
        return
    for key in ("determinations", "standing"):
        given = answer.get(key)
        yield from (each for each in given if isinstance(each, Mapping)) if isinstance(given, list) else ()
    for key in ("assessments", "what_if"):
        given = answer.get(key)
        for each in given if isinstance(given, list) else ():
            yield from _determinations(each)
