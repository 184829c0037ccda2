"""An incident as people write it: a YAML or JSON file read as text, or words such as `act=raid`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from foedus.desk.inputs import Given, text_of
from foedus.incidents import KEYS, NOBODY, Incident, make_incident
from foedus.terms import DECISION, FoedusError, actors, nearest, plain, states

LARGEST_INCIDENT = 1_000_000
"""Bytes; an incident file above this is refused by its size."""
DEEPEST = 4
WHAT = "an incident as YAML or JSON"
_TRUTHS = ("true", "false", "yes", "no", "unknown")
_MAPS = ("facts", "date", "votes")
_SINGLE = ("date", "reported", "act", "actor kind", "capacity", "origin", "status", "id", "basis")


@dataclass(frozen=True)
class Written:
    """An incident as written: keys to text, lists or maps, and the line of each key where it has one."""

    values: Mapping[str, object]
    lines: Mapping[str, int] = field(default_factory=dict)
    file: str | None = None
    given: Given | None = None


def from_words(words: Iterable[str]) -> dict[str, object]:
    """Return what words such as `act=raid` and `consent of the target=false` state."""
    values: dict[str, object] = {}
    facts: dict[str, object] = {}
    votes: dict[str, object] = {}
    for text in words:
        raw, _, value = text.partition("=")
        key, value = plain(raw), value.strip()
        if not key or not value:
            raise FoedusError(
                f"'{text}' has no {'value' if key else 'key'}", field="INCIDENT", expected="key=value",
                remedy="leave out what is not known",
            )  # fmt: skip
        # What is no key of an incident and is true or false is a fact phrase, known or not.
        is_truth = value.lower() in _TRUTHS or value.lower().startswith("by ")
        is_fact = key not in KEYS and is_truth and (" " in key or not nearest(key, KEYS))
        is_vote = key.startswith("decision of ") and not is_fact
        place = facts if is_fact else votes if is_vote else values
        if key in place:
            raise FoedusError(f"'{key}' is given twice", field="INCIDENT", remedy="join several values with a comma")
        place[key] = value
    if facts:
        values["facts"] = facts
    if votes:
        values["votes"] = votes
    return values


def from_file(given: Given) -> Written:
    """Return the incident that a file states; raise FoedusError naming the line that is wrong."""
    text = text_of(given)
    suffix = given.name.rpartition(".")[2].lower()
    is_json = suffix == "json" or (suffix not in ("yaml", "yml") and text.lstrip()[:1] in ("{", "["))
    values, lines = _read_json(text, given.name) if is_json else _read_yaml(text, given.name)
    _check_shape(values, lines, given.name)
    return Written(values, lines, given.name, given)


def incident_of(stated: Written, known_phrases: Sequence[str]) -> tuple[Incident, tuple[FoedusError, ...]]:
    """Return the incident, and a warning for each word of it that is taken but not known, with the nearest known one.

    Not known may be a fact phrase, which then changes nothing, and an actor, who then goes by the name alone.
    A phrase of a pact may stand among the keys, or under `facts`.
    """
    values = dict(stated.values)
    facts = dict(values.get("facts") or {}) if isinstance(values.get("facts"), Mapping | None) else values.get("facts")
    if isinstance(facts, dict):
        for key in [plain(each) for each in values]:
            if key in known_phrases and key not in KEYS:
                facts[key] = next(values.pop(each) for each in list(values) if plain(each) == key)
        if facts:
            values["facts"] = facts
    incident = make_incident(values, file=stated.file, lines=stated.lines, strict=False)
    unknown = tuple(
        FoedusError(
            f"no loaded pact knows the fact '{phrase}'", file=stated.file, line=stated.lines.get(f"facts: {phrase}"),
            nearest=nearest(phrase, known_phrases), remedy="it changes nothing; see 'foedus terms fact'",
        )
        for phrase in (*incident.facts, *incident.said, *incident.votes)
        if phrase not in known_phrases
    )  # fmt: skip
    return incident, (*unknown, *_misspelt(incident, stated))


def _misspelt(incident: Incident, stated: Written) -> Iterator[FoedusError]:
    """Yield a warning for each actor who is no known one but is called almost like one."""
    for key, names in (("actor", incident.actor), ("supported by", incident.supported_by)):
        for name in names:
            if name in states() or name in actors() or name == NOBODY:
                continue
            if near := nearest(name, _called()):
                yield FoedusError(
                    f"no state or actor is called '{name}'", file=stated.file, line=stated.lines.get(key), field=key,
                    nearest=near, remedy="it is taken as the name of another",
                )  # fmt: skip


def _called() -> list[str]:
    """Return the ids and names of all states and actors."""
    named = [(each.id, each.name, each.name_fr) for each in (*states().values(), *actors().values())]
    return list(dict.fromkeys(word for words in named for word in words if word))


def _read_json(text: str, file: str) -> tuple[object, dict[str, int]]:
    lines: dict[str, int] = {}

    def line_of(key: str) -> int | None:
        found = re.search(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:", text)
        return text.count("\n", 0, found.start()) + 1 if found else None

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made: dict[str, object] = {}
        for key, value in pairs:
            name = plain(key)
            if name in made:
                raise FoedusError(f"'{key}' stands twice", file=file, line=line_of(key), expected="each key once")
            made[name] = value
            if line := line_of(key):
                lines.setdefault(name, line)
                lines.setdefault(f"facts: {name}", line)
        return made

    try:
        return json.loads(text, object_pairs_hook=once, parse_int=str, parse_float=str, parse_constant=str), lines
    except json.JSONDecodeError as error:
        raise FoedusError(f"not JSON: {error.msg}", file=file, line=error.lineno, expected=WHAT) from None
    except RecursionError:
        raise FoedusError("nested too deeply", file=file, expected=WHAT) from None


def _read_yaml(text: str, file: str) -> tuple[object, dict[str, int]]:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    lines: dict[str, int] = {}

    def value_of(node: yaml.Node) -> object:
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value in ("", "~", "null") else node.value
        if isinstance(node, yaml.SequenceNode):
            return [value_of(each) for each in node.value]
        made: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise FoedusError("a key that is no text", file=file, line=line, expected="key: value")
            name = plain(key_node.value)
            if name in made:
                raise FoedusError(f"'{key_node.value}' stands twice", file=file, line=line, expected="each key once")
            made[name] = value_of(value_node)
            lines.setdefault(name, line)
            lines.setdefault(f"facts: {name}", line)
        return made

    try:
        _check_events(yaml.parse(text, Loader=loader), file)
        node = yaml.compose(text, Loader=loader)
    except yaml.composer.ComposerError as error:
        raise FoedusError(
            "several documents",
            file=file,
            line=_line(error),
            expected="one incident in a file",
            remedy="make a file of each",
        ) from None
    except yaml.MarkedYAMLError as error:
        what = error.problem or "it cannot be read"
        tab = "\\t" in what or "tab" in what
        raise FoedusError(
            f"not YAML: {what}", file=file, line=_line(error), expected="lines 'key: value'",
            remedy="replace the tab by spaces" if tab else None,
        ) from None  # fmt: skip
    except yaml.YAMLError as error:
        character = getattr(error, "character", None)
        told = f"a character that is not allowed ({character!r})" if character is not None else "it cannot be read"
        raise FoedusError(f"not YAML: {told}", file=file, expected=WHAT) from None
    return (None if node is None else value_of(node)), lines


def _check_events(events: Iterable[object], file: str) -> None:
    """Raise FoedusError for what has no place in an incident: aliases, tags, and depth."""
    import yaml

    depth = 0
    for event in events:
        line = event.start_mark.line + 1  # type: ignore[attr-defined]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise FoedusError(
                "an anchor, alias or tag ('&', '*', '!') has no meaning here", file=file, line=line, expected="plain text",
                remedy="put the value in quotes",
            )  # fmt: skip
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise FoedusError("nested too deeply", file=file, line=line, expected="lines 'key: value'")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _line(error: object) -> int | None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark.line + 1 if mark else None


def _check_shape(values: object, lines: Mapping[str, int], file: str) -> None:
    if isinstance(values, list):
        raise FoedusError(
            f"a list of {len(values)} incidents" if values else "an empty list", file=file, expected="one incident in a file",
            remedy="make a file of each",
        )  # fmt: skip
    if not isinstance(values, dict):
        raise FoedusError("no incident", file=file, line=1, expected="lines 'key: value' such as 'act: raid'")
    for key, value in values.items():
        if key in ("facts", "votes") and value is not None and not isinstance(value, dict):
            wanted = "'phrase: true' or 'phrase: false'" if key == "facts" else f"'{DECISION}…: for AAA; against BBB'"
            raise FoedusError("no map", file=file, line=lines.get(key), field=key, expected=f"lines {wanted} under it")
        if key in _SINGLE and isinstance(value, list):
            raise FoedusError("a list", file=file, line=lines.get(key), field=key, expected="one value")
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        nested = isinstance(value, dict) and key not in _MAPS
        if nested or any(isinstance(each, dict | list) for each in inner):
            raise FoedusError(
                "a map or list inside",
                file=file,
                line=lines.get(key),
                field=key,
                expected="a word, or several as a list",
            )
