"""Corrections told: where the event stands, and all of them together, each with who said so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus import terms
from foedus.briefs.brief import Brief
from foedus.briefs.duties import facts_told, phrase
from foedus.briefs.footing import Footing
from foedus.briefs.outline import Block, Line, Points, line, points
from foedus.briefs.phrases import apart, iso_day, knows, listed, names, say
from foedus.briefs.questions import Numbers, event_numbers
from foedus.incidents import Incident, Reconciliation, Stipulation

_TRUTHS = {"true": True, "false": False}


def correction_blocks(incident: Incident, foot: Footing) -> tuple[Points, ...]:
    """Return what people changed of one event, a line for each correction; nothing where nobody changed it."""
    here = [each for each in foot.stipulations if incident.id in each.incidents]
    lines = [correction_line(group, foot, incident) for group in _by_correction(here)]
    return (points(lines),) if lines else ()


def corrections_told(brief: Brief, foot: Footing, numbers: Numbers) -> tuple[Block, ...]:
    """Return every correction with the events that it changes, those that change nothing said so."""
    by_id = {each.incident.id: each.incident for each in brief.assessments}
    return all_corrections(brief.reconciliation, by_id, foot, numbers)


def all_corrections(
    found: Reconciliation, by_id: dict[str, Incident], foot: Footing, numbers: Numbers
) -> tuple[Block, ...]:
    """Return every correction of a reading, in the order in which they were given."""
    lang = foot.lang
    told = {group[0].number: group for group in _by_correction(found.stipulations)}
    lines: list[Line] = []
    for number, _ in enumerate(found.corrections, 1):
        group = told.get(number)
        if group is None:
            lines.append(line(say("correction.without effect", lang, number=number)))
            continue
        named = dict.fromkeys(name for each in group for name in each.incidents)
        where = [name for name in named if name in numbers]
        of = line(" (", event_numbers(where, numbers, lang), ")") if where else ()
        lines.append(line(correction_line(group, foot, by_id.get(next(iter(named), ""))), of))
    return (points(lines),)


def _by_correction(found: Iterable[Stipulation]) -> list[list[Stipulation]]:
    groups: dict[int, list[Stipulation]] = {}
    for each in found:
        groups.setdefault(each.number, []).append(each)
    return list(groups.values())


def correction_line(group: Sequence[Stipulation], foot: Footing, incident: Incident | None) -> Line:
    """Return what one correction changes as a sentence, with the words of the report that it concerns."""
    lang, first = foot.lang, group[0]
    quote = foot.quote(first.claims[0], short=True) if first.do == "drop" else None
    told = apart((_piece(each, lang, incident) for each in group), lang) if first.key else ""
    text = say(
        f"correction.{first.do}", lang, told=told, who=first.by, why=first.why, quote=quote.text if quote else ""
    )  # fmt: skip
    cited = foot.cite_claims(first.claims) if first.do in ("change", "drop") else ()
    return line(text, *((" ", cited) if cited else ()))


def _piece(each: Stipulation, lang: str, incident: Incident | None) -> str:
    """Return one key or fact with its value, and what the reader understood."""
    now = value_told(each.key, each.now, lang)
    if each.key not in _KEYS:
        if each.now in _TRUTHS:
            return facts_told(((each.key, _TRUTHS[each.now]),), incident, lang)
        return f"{phrase(each.key, incident, lang)}{say('colon', lang)}{now}"
    how = "instead" if each.read else "new" if each.do == "change" else "plain"
    what, read = say(f"correction.key.{each.key}", lang), value_told(each.key, each.read, lang)
    return say(f"correction.{how}", lang, what=what, now=now, read=read)


def value_told(key: str, value: str, lang: str) -> str:
    """Return a value of a claim or incident as people read it: names for ids, days in words."""
    if not value:
        return say("correction.unknown", lang)
    if key in ("date", "reported"):
        return iso_day(value, lang)
    words = [value] if key == "place" else value.split(", ")
    return listed([names((word,), lang) if terms.is_id(word) else _word(word, lang) for word in words], lang)


def _word(word: str, lang: str) -> str:
    key = f"correction.word.{word}"
    return say(key, lang) if knows(key) else terms.translate(word, lang)


def who_corrected(found: Reconciliation, lang: str) -> str:
    """Return the sentence that an answer rests on corrections and whose, empty where it rests on none."""
    if not found.corrections:
        return ""
    who = listed(list(dict.fromkeys(each.by for each in found.corrections if each.by)), lang)
    key = "correction.one" if len(found.corrections) == 1 else "correction.many"
    return say(key, lang, number=len(found.corrections), who=who)


_KEYS: Sequence[str] = (
    "act", "initiator", "target", "place", "date", "modality", "struck", "origin", "actor", "actor kind", "supported by",
    "capacity", "harm", "status", "reported",
)  # fmt: skip
