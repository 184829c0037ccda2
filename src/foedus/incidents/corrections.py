"""What a person changes of what the reader understood: corrections as data, said by somebody, reproducible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from foedus import terms
from foedus.incidents.incident import KEYS
from foedus.terms import FoedusError

SCHEMA = "foedus/corrections/1"
DOES = ("change", "drop", "merge", "split", "state", "add")
CLAIM_KEYS = ("act", "initiator", "target", "place", "date", "modality", "struck", "origin")
STATED_KEYS = tuple(key for key in KEYS if key not in ("id", "facts", "votes", "basis", "claims", "witnesses"))
_SAID = ("by", "why")
_FIELDS = {
    "change": ("claim", "set"),
    "drop": ("claim",),
    "merge": ("claims",),
    "split": ("claims",),
    "state": ("claim", "incident", "set", "facts", "votes"),
    "add": ("incident",),
}


@dataclass(frozen=True)
class Correction:
    """One thing that a person changes, and who says so and why.

    `do` is `change` (keys of a claim), `drop` (a claim), `merge` (the incidents that hold the claims are one), `split`
    (the claims are an event of their own), `state` (keys, facts or votes of the incident that holds the claim) or `add`
    (an incident that no report tells). `incident` is the id of an incident that no claim holds, or says which of several
    that hold the claim is meant. In `set` a value None is unknown.
    """

    do: str
    claims: tuple[str, ...] = ()
    incident: str = ""
    set: Mapping[str, object] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    votes: Mapping[str, object] = field(default_factory=dict)
    by: str = ""
    why: str = ""

    def to_json(self) -> dict[str, object]:
        """Return the correction as a corrections file writes it."""
        found: dict[str, object] = {"do": self.do}
        stated = {key: _json_of(value) for key, value in self.set.items()}
        told = {name: dict(given) for name, given in (("facts", self.facts), ("votes", self.votes)) if given}
        if self.do in ("merge", "split"):
            found["claims"] = list(self.claims)
        elif self.claims:
            found["claim"] = self.claims[0]
        if self.do == "add":
            found["incident"] = {**({"id": self.incident} if self.incident else {}), **stated, **told}
        else:
            if self.incident:
                found["incident"] = self.incident
            if stated:
                found["set"] = stated
            found.update(told)
        found.update({key: getattr(self, key) for key in _SAID if getattr(self, key)})
        return found


def corrections_json(corrections: Iterable[Correction]) -> dict[str, object]:
    """Return corrections as the whole of a corrections file."""
    return {"schema": SCHEMA, "corrections": [each.to_json() for each in corrections]}


def corrections_of(given: object) -> tuple[Correction, ...]:
    """Return the corrections of a file's content, or of a list of mappings or Corrections.

    Raises FoedusError naming the number of the correction, from 1, and its field.
    """
    if isinstance(given, Mapping):
        given = _listed_in(given)
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise FoedusError("not a list of corrections", field="corrections", expected="a list of mappings")
    found = tuple(
        each if isinstance(each, Correction) else _correction(each, number) for number, each in enumerate(given, 1)
    )
    for number, each in enumerate(found, 1):
        _check(each, number)
    _check_contradictions(found)
    return found


def fault(number: int, field: str, message: str, **more: object) -> FoedusError:
    """Return the error of one field of one correction."""
    return FoedusError(message, field=f"correction {number}: {field}", **more)  # type: ignore[arg-type]


def refused(number: int, field: str, error: FoedusError) -> FoedusError:
    """Return an error about a value, told of the field of the correction that holds it."""
    return fault(
        number, field, error.message, expected=error.expected, nearest=error.nearest, remedy=error.remedy
    )  # fmt: skip


def _listed_in(file: Mapping[str, object]) -> object:
    schema = file.get("schema", SCHEMA)
    if schema != SCHEMA:
        raise FoedusError(f"unknown schema '{schema}'", field="schema", expected=SCHEMA)
    if odd := next((key for key in file if key not in ("schema", "corrections")), None):
        near = terms.nearest(str(odd), ("schema", "corrections"))
        raise FoedusError(f"unknown key '{odd}'", field=str(odd), expected="schema and corrections", nearest=near)
    if not isinstance(file.get("corrections"), list | tuple):
        raise FoedusError("no list of corrections", field="corrections", expected="a list of mappings")
    return file["corrections"]


def _correction(given: object, number: int) -> Correction:
    if not isinstance(given, Mapping):
        raise fault(number, "do", f"'{given}' is not a map", expected="a map such as {do: drop, claim: …}")
    do = str(given.get("do") or "")
    if do not in DOES:
        what = f"unknown word '{do}'" if do else "nothing to do"
        raise fault(number, "do", what, expected=f"one of {', '.join(DOES)}", nearest=terms.nearest(do, DOES))
    known = ("do", *_FIELDS[do], *_SAID)
    if odd := next((str(key) for key in given if key not in known), None):
        near = terms.nearest(odd, known)
        raise fault(number, odd, f"unknown key '{odd}'", expected=f"of {do}: {', '.join(known)}", nearest=near)
    said = {key: " ".join(str(given.get(key) or "").split()) for key in _SAID}
    if do == "add":
        return _added(given, number, said)
    return Correction(
        do,
        _claims(given.get("claims" if do in ("merge", "split") else "claim")),
        str(given.get("incident") or "").strip(),
        {_key(key): _value(value) for key, value in _map(given, "set", number).items()},
        {terms.plain(str(key)): value for key, value in _map(given, "facts", number).items()},
        {terms.plain(str(key)): value for key, value in _map(given, "votes", number).items()},
        **said,
    )


def _added(given: Mapping[str, object], number: int, said: Mapping[str, str]) -> Correction:
    stated = {_key(key): value for key, value in _map(given, "incident", number).items()}
    facts, votes, name = _map(stated, "facts", number), _map(stated, "votes", number), stated.get("id")
    rest = {key: _value(value) for key, value in stated.items() if key not in ("id", "facts", "votes")}
    return Correction(
        "add", (), str(name or "").strip(), rest, {terms.plain(str(key)): value for key, value in facts.items()},
        {terms.plain(str(key)): value for key, value in votes.items()}, **said,
    )  # fmt: skip


def _map(given: Mapping[str, object], key: str, number: int) -> Mapping[str, object]:
    value = given.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise fault(number, key, f"'{value}' is not a map", expected="a map of keys to values")
    return value


def _key(key: object) -> str:
    return " ".join(str(key).replace("_", " ").split())


def _claims(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    named = value if isinstance(value, list | tuple) else str(value).split(",")
    return tuple(dict.fromkeys(str(each).strip() for each in named if str(each).strip()))


def _value(value: object) -> object:
    """Return a value in the one form in which corrections hold it: text, texts, a map of a date, or None."""
    if isinstance(value, list | tuple):
        return tuple(str(each).strip() for each in value if str(each).strip()) or None
    if isinstance(value, Mapping):
        return {str(key): None if each is None else str(each) for key, each in value.items()}
    return (str(value).strip() or None) if value is not None else None


def _json_of(value: object) -> object:
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value


def _check(each: Correction, number: int) -> None:
    if each.do not in DOES:
        raise fault(number, "do", f"unknown word '{each.do}'", expected=f"one of {', '.join(DOES)}")
    known = CLAIM_KEYS if each.do == "change" else STATED_KEYS
    where = "incident" if each.do == "add" else "set"
    for key in each.set:
        if key not in known:
            near = terms.nearest(key, known)
            raise fault(number, f"{where}: {key}", f"unknown key '{key}'", expected=", ".join(known), nearest=near)
    if each.do == "merge" and len(each.claims) < 2:
        raise fault(number, "claims", "one claim is no two incidents", expected="claims of two incidents or more")
    if each.do == "split" and not each.claims:
        raise fault(number, "claims", "no claim is named", expected="the ids of one claim or more")
    if each.do in ("change", "drop") and len(each.claims) != 1:
        raise fault(number, "claim", "no claim is named", expected="the id of one claim")
    if each.do == "state" and not (each.claims or each.incident):
        raise fault(number, "claim", "no incident is named", expected="the id of a claim that it holds")
    if each.do == "state" and not (each.set or each.facts or each.votes):
        raise fault(number, "set", "nothing is stated", expected="set, facts or votes")
    if each.do in ("change", "add") and not each.set:
        raise fault(number, where, "nothing is said", expected=f"one of {', '.join(known)}")


def _check_contradictions(found: Sequence[Correction]) -> None:
    split_at: dict[frozenset[str], int] = {}
    for number, each in enumerate(found, 1):
        if each.do == "split":
            split_at[frozenset(each.claims)] = number
        elif each.do == "merge" and frozenset(each.claims) in split_at:
            before = split_at[frozenset(each.claims)]
            raise fault(
                number, "claims", f"correction {before} made the same claims one event of their own",
                expected="a claim of another incident", remedy=f"take correction {before} back, or this one",
            )  # fmt: skip
