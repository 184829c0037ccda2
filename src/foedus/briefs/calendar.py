"""The days of an answer as a calendar (iCalendar, RFC 5545): dated events, deadlines of duties, ends of notice."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from foedus import __version__
from foedus.briefs.assessment import Assessment
from foedus.briefs.brief import Brief
from foedus.briefs.document import about_of
from foedus.briefs.duties import articles, duty_words, instrument_name, short_name
from foedus.briefs.paper import readable
from foedus.briefs.phrases import day as day_words
from foedus.briefs.phrases import deed, knows, names, say, sentence, time
from foedus.briefs.states import InstrumentState, state_of
from foedus.briefs.told_events import basis_words, place_name
from foedus.determinations import Determination, Verdict
from foedus.incidents import Incident
from foedus.terms import Edge, FoedusError, When

FOLD = 75
"""Octets of a line at most; what is longer goes on in the next line, behind a space (RFC 5545, 3.1)."""
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_PERIOD = re.compile(
    r"^(?:within )?(\d+|" + "|".join(_NUMBERS) + r"|a|an) (day|week|month|year)s?\b(.*)$", re.IGNORECASE
)
_BY = re.compile(
    r"^(?:by|until|before|no later than) (\d{1,2}) (january|february|march|april|may|june|july|august|september|october|"
    r"november|december) (\d{4})$",
    re.IGNORECASE,
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_ENTRY = ("of entry into force", "after entry into force", "from entry into force")
_EVENT = ("", "of the event", "after the event", "of the attack", "after the attack", "after the act", "of the act")


@dataclass(frozen=True)
class Dated:
    """One entry of a calendar: all days from `first` to `last`, or the instant `at` where the hour is known."""

    uid: str
    first: date
    last: date
    summary: str
    description: str
    kind: str
    location: str = ""
    at: str = ""


def brief_calendar(brief: Brief, lang: str = "en", *, hypothetical: bool = False) -> str:
    """Return the days of a brief as iCalendar; with `hypothetical` what-ifs too, marked.

    Raises FoedusError where the brief has no day.
    """
    supposed = brief.what_if if hypothetical else ()
    seed = "+".join(report.sha256 for report in brief.reports)
    found = [
        *_events((*brief.assessments, *supposed), seed, lang, brief),
        *_deadlines((*brief.assessments, *supposed), brief.standing, seed, lang),
        *_notices(brief.states, lang),
    ]
    title = "brief.title one" if len(brief.reports) == 1 else "brief.title"
    return _written(found, say(title, lang, number=len(brief.reports)), brief.day.last_day, lang)


def assessment_calendar(assessment: Assessment, lang: str = "en") -> str:
    """Return the days of an assessment as iCalendar; raises FoedusError where it has none."""
    library = assessment.asked.library
    # an assessment of a supposed event was asked about it: it is in, and marked
    concerned = dict.fromkeys(each.instrument.id for each in assessment.engaged)
    states = [
        state_of(library[name], (), library, assessment.on, assessment.as_of)
        for name in concerned
        if assessment.on.first_day
    ]
    found = [
        *_events((assessment,), "", lang),
        *_deadlines((assessment,), (), "", lang),
        *_notices(states, lang),
    ]
    return _written(found, say("assessment.title", lang), assessment.on.last_day, lang)


def _events(assessments: Iterable[Assessment], seed: str, lang: str, brief: Brief | None = None) -> Iterable[Dated]:
    for each in assessments:
        incident = each.incident
        first, last = incident.date.first_day, incident.date.last_day
        if first is None or last is None:
            continue
        about = about_of(each, brief, lang) if brief else ""
        told = sentence(
            deed(incident.act, incident.status, lang, actor=incident.actor, target=incident.target, about=about)
        )
        mark = f"{say('what-if.mark', lang)} " if each.hypothetical else ""
        rows = [say("calendar.day known", lang) if first == last else _uncertain(incident.date, lang)]
        if incident.basis and all(knows(f"basis.{part.strip()}") for part in incident.basis.split("+")):
            rows.append(say("event.basis", lang, basis=basis_words(incident.basis, lang)))
        rows += _quotes(incident, brief) if brief else ()
        yield Dated(
            _uid("event", seed, _named(incident)), first, last, f"{mark}{told.rstrip('.')}", "\n".join(rows), "event",
            place_name(incident.place, lang), _instant(incident.date),
        )  # fmt: skip


def _quotes(incident: Incident, brief: Brief) -> Iterable[str]:
    """Yield the words of the reports that tell of an event, each with where it stands."""
    numbers = {report.id: number for number, report in enumerate(brief.reports, 1)}
    for name in incident.claims:
        if claim := brief.claims.get(name):
            where = f"R{numbers[claim.report]} {claim.span[0]}–{claim.span[1]}" if claim.report in numbers else ""
            yield f"“{' '.join(claim.quote.split())}” {where}".rstrip()


def _uncertain(when: When, lang: str) -> str:
    return say("calendar.span", lang, time=time(when, lang))


def _deadlines(
    assessments: Iterable[Assessment], standing: Iterable[Determination], seed: str, lang: str
) -> Iterable[Dated]:
    owed: dict[tuple[str, str, str, date, date], tuple[Determination, list[str]]] = {}
    found = [each for one in assessments for each in one.determinations]
    for each in (*found, *standing):
        if each.verdict != Verdict.OWED or each.reading is not None or not each.rule.within:
            continue
        span = deadline(each)
        if span is None:
            continue
        event = "" if each.rule.standing else _named(each.incident)
        key = (each.instrument.id, each.provision, event, *span)
        bearers = owed.setdefault(key, (each, []))[1]
        bearers += [bearer for bearer in each.bearers if bearer not in bearers]
    for (instrument, provision, event, first, last), (each, bearers) in owed.items():
        where = articles([provision], lang, instrument=each.instrument)
        what = duty_words(each.rule, each.beneficiaries, lang)
        law = say("cite", lang, article=where, instrument=instrument_name(each.instrument, lang))
        rows = [say("calendar.within", lang, who=names(bearers, lang), what=what, law=law, within=each.rule.within)]
        if first != last:
            rows.append(say("calendar.deadline span", lang, first=day_words(first, lang), last=day_words(last, lang)))
        mark = f"{say('what-if.mark', lang)} " if each.incident.status == "hypothetical" else ""
        yield Dated(
            _uid("deadline", seed, instrument, provision, event), first, last,
            mark + say("calendar.deadline", lang, who=names(bearers, lang), what=what), "\n".join(rows), "deadline",
        )  # fmt: skip


def deadline(determination: Determination) -> tuple[date, date] | None:
    """Return the first and last day on which the time of a duty may run out, None where it is no matter of days.

    `within` counts from the day of the event, or from entry into force where it says so, or names the day itself.
    """
    within = determination.rule.within.strip()
    if found := _BY.match(within):
        try:
            day = date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
        except ValueError:
            return None
        return day, day
    found = _PERIOD.match(within)
    if found is None:
        return None
    rest = found[3].strip(" ,;").lower()
    if rest in _ENTRY:
        clauses = (each.date for each in determination.instrument.standing if each.kind == "entry into force")
        edge = next((each for each in clauses if each is not None), None)
        start = _days(edge)
    elif rest in _EVENT and not determination.rule.standing:
        when = determination.incident.date
        start = (when.first_day, when.last_day) if when.first_day and when.last_day else None
    else:
        return None
    if start is None:
        return None
    number = int(found[1]) if found[1].isdigit() else 1 if found[1].lower() in ("a", "an") else _number(found[1])
    try:
        return _later(start[0], number, found[2].lower()), _later(start[1], number, found[2].lower())
    except (OverflowError, ValueError):
        return None


def _number(word: str) -> int:
    return _NUMBERS.index(word.lower()) + 1


def _later(day: date, number: int, unit: str) -> date:
    """Return the day that many calendar units later; the 31st of a month without one is its last day."""
    if unit in ("day", "week"):
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    months = day.month - 1 + number * (12 if unit == "year" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def _notices(states: Iterable[InstrumentState], lang: str) -> Iterable[Dated]:
    for state in states:
        for notice in state.notices:
            span = _days(notice.effect)
            if span is None or notice.reading is not None:
                continue
            name = f"{short_name(state.instrument, lang)}{f' ({notice.text})' if notice.text else ''}"
            rows = [say("calendar.notice given", lang, given=notice.given, words=notice.words)]
            if notice.claimed:
                rows.append(say("calendar.notice claimed", lang, claimed=notice.claimed))
            if span[0] != span[1]:
                rows.append(
                    say("calendar.deadline span", lang, first=day_words(span[0], lang), last=day_words(span[1], lang))
                )
            yield Dated(
                _uid("notice", state.instrument.id, notice.text, *notice.by, notice.given), *span,
                say("calendar.notice", lang, who=names(notice.by, lang), pact=name), "\n".join(rows), "deadline",
            )  # fmt: skip


def _days(edge: Edge | None) -> tuple[date, date] | None:
    if edge is None or edge.earliest is None or edge.latest is None:
        return None
    return edge.earliest.local.date(), edge.latest.local.date()


def _instant(when: When) -> str:
    if when.precision != "instant" or when.start is None:
        return ""
    if when.start.utc is not None:
        return when.start.utc.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return when.start.local.strftime("%Y%m%dT%H%M%S")


def _named(incident: Incident) -> str:
    """Return what names an event whatever else is told beside it: who did what to whom, when, and how it is known."""
    who = (",".join(incident.actor), incident.act or "", ",".join(incident.target), incident.place or "")
    return "|".join((*who, incident.date.words(), incident.status))


def _uid(*parts: str) -> str:
    return f"{hashlib.sha256(chr(31).join(parts).encode('utf-8', 'replace')).hexdigest()[:32]}@foedus"


def _written(found: Sequence[Dated], title: str, day: date | None, lang: str) -> str:
    """Return entries as a calendar; its stamp is the answer's own day, so that the same answer is the same bytes."""
    if not found:
        raise FoedusError(
            "the answer has no date for a calendar", field="format", expected="a dated event, deadline or notice",
            remedy="take another format",
        )  # fmt: skip
    stamp = f"{max(day or max(each.last for each in found), date(1000, 1, 1)):%Y%m%d}T000000Z"
    rows = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//foedus//foedus {__version__}//{lang.upper()}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(title)}",
    ]
    unique = {each.uid: each for each in found}
    for each in sorted(unique.values(), key=lambda one: (one.first, one.last, one.kind, one.uid)):
        rows += _entry(each, stamp, lang)
    return "".join(folded(row) for row in (*rows, "END:VCALENDAR"))


def _entry(each: Dated, stamp: str, lang: str) -> list[str]:
    if each.at:
        days = [f"DTSTART:{each.at}"]
    else:
        days = [f"DTSTART;VALUE=DATE:{_day(each.first)}"]
        if each.last < date.max:
            days.append(f"DTEND;VALUE=DATE:{_day(each.last + timedelta(days=1))}")
    rows = ["BEGIN:VEVENT", f"UID:{each.uid}", f"DTSTAMP:{stamp}", *days]
    rows += [
        f"SUMMARY;LANGUAGE={lang}:{escaped(each.summary)}",
        f"DESCRIPTION;LANGUAGE={lang}:{escaped(each.description)}",
    ]
    if each.location:
        rows.append(f"LOCATION;LANGUAGE={lang}:{escaped(each.location)}")
    return [*rows, f"CATEGORIES:{each.kind.upper()}", "CLASS:PUBLIC", "TRANSP:TRANSPARENT", "END:VEVENT"]


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def escaped(text: str) -> str:
    """Return a text as the value of a property: backslash, semicolon, comma and line end written out (3.3.11)."""
    rows = (" ".join(readable(row).split()) for row in text.split("\n"))
    return "\\n".join(row.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for row in rows)


def folded(row: str) -> str:
    """Return a content line in lines of at most 75 octets, no character cut in two, each ended by CR LF."""
    pieces: list[bytes] = []
    room, here = FOLD, b""
    for char in row:
        octets = char.encode("utf-8", "replace")
        if len(here) + len(octets) > room:
            pieces.append(here)
            here, room = b"", FOLD - 1
        here += octets
    pieces.append(here)
    return b"\r\n ".join(pieces).decode("utf-8") + "\r\n"
