"""Claims as a person corrects them: the words and their span stay, what was read into them changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from foedus import terms
from foedus.incidents.corrections import CLAIM_KEYS, Correction, corrections_of, fault, refused
from foedus.incidents.incident import make_incident
from foedus.incidents.merge import NO_EVENT
from foedus.reading import MODALITIES, Claim, ClaimDate, ReadAs, Report
from foedus.terms import FoedusError, When

_TYPES = {
    "ASSAULT": (
        "attack", "armed rebellion", "internal armed conflict", "terrorist act", "organised crime",
        "human rights violations", "humanitarian disaster", "subversion",
    ),
    "THREATEN": ("ultimatum", "declared intervention", "state of war declared"),
    "MOBILIZE": ("mobilisation", "deployment"),
    "SANCTION": ("coercion", "suspension"),
    "COERCE": ("coup", "attempted coup", "unconstitutional change of government", "violation of airspace", "expulsion"),
    "AID": ("delivery", "hosting of armed groups", "lending territory for attack", "support to armed groups"),
    "SUPPORT": ("pledge", "recognition", "authorisation", "mandate"),
    "AGREE": ("signature", "ratification", "accession", "decision", "vote", "declaration", "announcement"),
    "REJECT": ("denunciation", "withdrawal", "refusal", "refusal of recognition"),
    "RETREAT": ("withdrawal of forces", "termination", "end of mandate", "ceasefire"),
    "REQUEST": ("request", "invocation"),
    "CONSULT": ("consultation", "negotiation"),
    "CONCEDE": ("consent",),
    "PROTEST": ("protest",),
    "ACCUSE": ("accusation",),
    "COOPERATE": ("cooperation",),
}  # fmt: skip
"""The type of claim that an act makes, where a person says which act it was."""
_AS_INCIDENT = {"initiator": "actor"}
_COLLECTIVE = {"armed group": "armed_groups"}
"""Kinds of actor that stand among the ids of claims as a collective word."""


def as_read(report: Report) -> Report:
    """Return a report with its claims as the reader understood them."""
    if not report.dropped and not any(claim.read_as for claim in report.claims):
        return report
    claims = [_as_read(claim) for claim in (*report.claims, *report.dropped)]
    return replace(report, claims=tuple(sorted(claims, key=lambda claim: (claim.span, claim.id))), dropped=())


def corrected(reports: Sequence[Report], corrections: object) -> tuple[Report, ...]:
    """Return reports with their claims as corrected; quotes and spans stay, `read_as` keeps what the reader understood.

    Claims dropped go to `Report.dropped`. Corrections count from the claims as read, so that correcting twice is
    correcting once. Raises FoedusError naming the correction and its field.
    """
    asked = corrections_of(corrections)
    if not asked:
        return tuple(reports)
    read = tuple(as_read(report) for report in reports)
    original = {claim.id: claim for report in read for claim in report.claims}
    now = dict(original)
    who: dict[tuple[str, str], str] = {}
    dropped: dict[str, int] = {}
    for number, each in enumerate(asked, 1):
        for name in each.claims:
            _check_claim(name, original, dropped, each, number)
        if each.do == "change":
            name = each.claims[0]
            now[name] = _changed(now[name], each, number)
            who.update({(name, key): each.by for key in each.set})
        elif each.do == "drop":
            dropped[each.claims[0]] = number
    done = {name: _with_reading(claim, original[name], who) for name, claim in now.items()}
    return tuple(
        replace(
            report,
            claims=tuple(done[claim.id] for claim in report.claims if claim.id not in dropped),
            dropped=tuple(original[claim.id] for claim in report.claims if claim.id in dropped),
        )
        for report in read
    )


def differing(claim: Claim) -> Mapping[str, tuple[object, object]]:
    """Return for each corrected key of a claim what the reader understood and what it is now, as JSON writes them."""
    return {
        each.key: (told(each.value), told(getattr(claim, each.key))) for each in claim.read_as if each.key in CLAIM_KEYS
    }


def told(value: object) -> object:
    """Return a value of a claim as JSON writes it."""
    return value.to_json() if isinstance(value, ClaimDate) else list(value) if isinstance(value, tuple) else value


def day_words(value: ClaimDate | None) -> str:
    """Return the date of a claim as people write it, empty where it gives none."""
    if value is None:
        return ""
    if value.start is None and value.end is None:
        return value.stated
    if value.start == value.end:
        return value.start.isoformat()  # type: ignore[union-attr]
    return "/".join(day.isoformat() if day else ".." for day in (value.start, value.end))


def _check_claim(
    name: str, known: Mapping[str, Claim], dropped: Mapping[str, int], each: Correction, number: int
) -> None:
    where = "claims" if each.do in ("merge", "split") else "claim"
    if name not in known:
        raise fault(
            number, where, f"no claim '{name}'", expected="the id of a claim of these reports", nearest=terms.nearest(name, known)
        )  # fmt: skip
    if name in dropped:
        raise fault(
            number, where, f"correction {dropped[name]} dropped the claim '{name}'", expected="a claim that stands",
            remedy=f"take correction {dropped[name]} back",
        )  # fmt: skip


def _changed(claim: Claim, each: Correction, number: int) -> Claim:
    values = dict(each.set)
    if "date" in values:
        claim = replace(claim, date=_date(values.pop("date"), number))
    day = claim.date.start if claim.date else None
    for key, value in values.items():
        claim = replace(claim, **{key: _resolved(key, value, day, number)})
    return claim


def _resolved(key: str, value: object, day: date | None, number: int) -> object:
    """Return what a value means for a key of a claim: ids for codes and names, words of the vocabulary."""
    if key == "modality":
        if value not in MODALITIES:
            near = terms.nearest(str(value), MODALITIES) if value else None
            what = f"unknown word '{value}'" if value else "a claim says in some way that it is so"
            raise fault(number, "set: modality", what, expected=f"one of {', '.join(MODALITIES)}", nearest=near)
        return value
    if value is None:
        return () if key in ("initiator", "target") else None
    name = _AS_INCIDENT.get(key, key)
    try:
        made = make_incident({name: value, **({"date": day.isoformat()} if day else {})})
    except FoedusError as error:
        if key in ("target", "place"):
            error.nearest = error.nearest or terms.nearest(str(value), _called())
        raise refused(number, f"set: {key}", error) from None
    if key == "initiator":
        return _initiators(made.actor, made.actor_kind, number)
    if key == "struck":
        if len(made.struck) > 1:
            raise fault(number, "set: struck", "several values for 'struck'", expected="one word")
        return made.struck[0] if made.struck else None
    return getattr(made, name)


def _initiators(actors: tuple[str, ...], kind: str | None, number: int) -> tuple[str, ...]:
    check_names(actors, number, "set: initiator")
    if kind is None or (kind == "unknown" and actors):
        return actors
    if kind not in _COLLECTIVE:
        raise fault(
            number, "set: initiator", f"'{kind}' is a kind and nobody in particular", expected="an id or a name"
        )
    return tuple(dict.fromkeys((*actors, _COLLECTIVE[kind])))


def check_names(names: Iterable[str], number: int, field: str) -> None:
    """Raise FoedusError for a name that nobody has but that is almost the name of a state or actor."""
    for name in names:
        if name == "none" or terms.is_id(name):
            continue
        near = terms.nearest(name, _called())
        if near is not None:
            raise fault(
                number, field, f"no state or actor is called '{name}'", expected="an id, code or name", nearest=near
            )


def _called() -> list[str]:
    """Return the ids and names of all states and actors."""
    called = [*terms.states().values(), *terms.actors().values()]
    return [word for each in called for word in (each.id, each.name, each.name_fr) if word]


def _date(value: object, number: int) -> ClaimDate | None:
    """Return a date that is written as in incident files as the date of a claim, both days included."""
    try:
        when: When = make_incident({"date": value}).date
    except FoedusError as error:
        raise refused(number, "set: date", error) from None
    if when.start is None and when.end is None:
        return None
    text = value if isinstance(value, str) else "/".join(str(day or "..") for day in (when.first_day, when.last_day))
    return ClaimDate(when.first_day, when.last_day, when.precision, str(text), "stipulated")


def _with_reading(claim: Claim, original: Claim, who: Mapping[tuple[str, str], str]) -> Claim:
    """Return a corrected claim with what was read in its place; a key changed back is as it was read."""
    values = {key: getattr(claim, key) for key in CLAIM_KEYS}
    changed = tuple(key for key in CLAIM_KEYS if not _same(values[key], getattr(original, key)))
    if not changed:
        return original
    kept = {key: values[key] for key in changed}
    read_as = tuple(ReadAs(key, getattr(original, key), who.get((claim.id, key), "")) for key in changed)
    if values["act"] and ("act" in changed or (original.type in NO_EVENT and "modality" in changed)):
        kept["type"] = type_of(values["act"], original.type)
        if kept["type"] != original.type:
            read_as = (*read_as, ReadAs("type", original.type, who.get((claim.id, "act"), "")))
    return replace(original, read_as=read_as, **kept)


def _same(one: object, other: object) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    if isinstance(one, ClaimDate) and isinstance(other, ClaimDate) and one.start and other.start:
        return (one.start, one.end) == (other.start, other.end) and one.precision == other.precision
    return one == other


def type_of(act: str, otherwise: str) -> str:
    """Return the type of claim that tells of an act."""
    for word in terms.lineage(act):
        if found := next((type_ for type_, acts in _TYPES.items() if word in acts), None):
            return found
    if act == "threat of force":
        return "THREATEN"
    return otherwise if otherwise not in (*NO_EVENT, "THREATEN") else "COERCE"


def _as_read(claim: Claim) -> Claim:
    return replace(claim, read_as=(), **{each.key: each.value for each in claim.read_as}) if claim.read_as else claim
