"""An assessment in the lines of a page: each pact once, what it says of the event, and where duties would collide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from foedus import briefs
from foedus.briefs import Assessment
from foedus.determinations import ENGAGED, Determination, Verdict, silent_readings
from foedus.incidents import Incident
from foedus.pacts import Instrument
from foedus.web.question import Posed

OPEN = (Verdict.AWAITING, Verdict.UNSETTLED)
TURNED = (Verdict.EXCEPTED, Verdict.RESERVED, Verdict.OVERRIDDEN)


@dataclass(frozen=True)
class AnswerLine:
    """One verdict of a pact with what it says as a sentence; `bearers` are the ids of all who are meant."""

    verdict: str
    sentence: str
    articles: str
    missing: tuple[str, ...]
    bearers: tuple[str, ...]
    reading: str
    unverified: bool


@dataclass(frozen=True)
class PactAnswer:
    """What one pact says of one event."""

    instrument: Instrument
    name: str
    coded: bool
    lines: tuple[AnswerLine, ...]

    @property
    def verdicts(self) -> tuple[str, ...]:
        """Return the verdicts of the pact, each once, in the order of its lines."""
        return tuple(dict.fromkeys(each.verdict for each in self.lines))

    @property
    def short(self) -> tuple[AnswerLine, ...]:
        """Return its weightiest line, and those of readings that say otherwise."""
        return tuple(each for number, each in enumerate(self.lines) if number == 0 or each.reading)[:3]


@dataclass(frozen=True)
class Answers:
    """The answers to one event: the pacts that it engages, those that leave it open and concern it, and the rest by name."""

    engaged: tuple[PactAnswer, ...]
    open: tuple[PactAnswer, ...]
    far: tuple[tuple[str, str], ...]

    @property
    def near(self) -> tuple[PactAnswer, ...]:
        return (*self.engaged, *self.open)

    @property
    def unsettled(self) -> bool:
        """Tell whether some pact leaves something open, so that what is not found is not excluded."""
        return bool(self.open or self.far) or any(verdict in OPEN for each in self.engaged for verdict in each.verdicts)


def answers_of(assessment: Assessment, lang: str) -> Answers:
    """Return what the pacts say of an event, the weightiest first; `far` are id and name of pacts that only leave it open."""
    groups: dict[str, list[Determination]] = {}
    for each in assessment.by_event:
        if each.verdict in ENGAGED or each.verdict in OPEN or each.verdict in TURNED:
            groups.setdefault(each.instrument.id, []).append(each)
    engaged, waiting, far = [], [], []
    for found in groups.values():
        instrument = found[0].instrument
        loud = [each for each in found if each.verdict in ENGAGED or each.verdict in TURNED]
        plain = {_says(each) for each in loud if each.reading is None}
        loud = [each for each in loud if each.reading is None or _says(each) not in plain]
        still = [each for each in found if each.verdict in OPEN and each.reading is None]
        if any(each.verdict in ENGAGED for each in loud) or any(each.verdict in TURNED for each in loud):
            near = [each for each in still if briefs.matters(assessment, each)]
            lines = (*_loud_lines(loud, assessment, lang), *_open_lines(near, lang))
            engaged.append(
                (
                    min(map(briefs.rank, loud)),
                    PactAnswer(instrument, _name(instrument, lang), briefs.is_coded(instrument), lines),
                )
            )
            continue
        near = [each for each in still if briefs.matters(assessment, each)]
        if near:
            lines = tuple(_open_lines(near, lang))
            waiting.append(
                (
                    min(map(briefs.rank, near)),
                    PactAnswer(instrument, _name(instrument, lang), briefs.is_coded(instrument), lines),
                )
            )
        elif still:
            far.append((instrument.id, _name(instrument, lang)))
    engaged.sort(key=lambda one: (one[0], one[1].instrument.id))
    waiting.sort(key=lambda one: (one[0], one[1].instrument.id))
    return Answers(tuple(one for _, one in engaged), tuple(one for _, one in waiting), tuple(far))


def _name(instrument: Instrument, lang: str) -> str:
    return briefs.short_name(instrument, lang)


def cited_in(lang: str) -> Callable[[Determination], str]:
    """Return how a determination's place in the law is cited in a language: pact and article."""
    return lambda each: briefs.joined_place(each.instrument, (each.provision,), lang)


def _says(each: Determination) -> tuple[object, ...]:
    return each.provision, each.verdict, each.bearers, each.incident.target


def _loud_lines(found: Iterable[Determination], assessment: Assessment, lang: str) -> Iterable[AnswerLine]:
    groups: dict[tuple[object, ...], list[Determination]] = {}
    for each in sorted(found, key=lambda one: (one.reading is not None, briefs.rank(one))):
        key = (each.reading, each.rule.duty, each.verdict, each.bearers, each.beneficiaries)
        groups.setdefault(key, []).append(each)
    first = (*assessment.incident.actor, *assessment.incident.target)
    for group in groups.values():
        one = group[0]
        denying = [silent_readings(each, assessment.determinations, assessment.asked) for each in group]
        denial = briefs.denial([name for name in denying[0] if all(name in each for each in denying)], lang)
        told = briefs.sentence(briefs.told(one, lang, first)) + (f" {denial}" if denial else "")
        yield AnswerLine(
            str(one.verdict), told, _articles(group, lang), (), one.bearers,
            briefs.reading_name(one.reading, lang) if one.reading else "", any(map(briefs.rests_on_unverified, group)),
        )  # fmt: skip


def _open_lines(found: Sequence[Determination], lang: str) -> Iterable[AnswerLine]:
    """Yield one line for what a pact leaves open alike: its duties, and what would settle them."""
    groups: dict[tuple[object, ...], list[Determination]] = {}
    for each in sorted(found, key=lambda one: (one.rule.duty != "assist", briefs.rank(one))):
        key = (each.verdict, each.rule.modality, each.bearers, frozenset((*each.missing, *each.awaiting)))
        groups.setdefault(key, []).append(each)
    for group in groups.values():
        one = group[0]
        words = briefs.missing_words(
            dict.fromkeys(word for each in group for word in (*each.missing, *each.awaiting)), one.incident, lang,
            briefs.own_facts(group),
        )  # fmt: skip
        also = {each.rule.duty: each for each in group[1:] if each.rule.duty != one.rule.duty}
        sentence = briefs.told(one, lang, one.incident.target, also.values())
        yield AnswerLine(
            str(one.verdict), briefs.sentence(sentence), _articles(group, lang), tuple(words), one.bearers, "",
            any(map(briefs.rests_on_unverified, group)),
        )  # fmt: skip


def _articles(group: Sequence[Determination], lang: str) -> str:
    return briefs.articles((each.provision for each in group), lang, instrument=group[0].instrument)


@dataclass(frozen=True)
class Clash:
    """Duties that collide for states that stand alike: what each asks, and whether a lesser help satisfies both."""

    bearers: tuple[str, ...]
    first: Determination
    second: Determination
    first_told: str
    second_told: str
    avoidable: bool
    unverified: bool


def clashes_of(assessment: Assessment, lang: str) -> tuple[Clash, ...]:
    """Return the collisions, each pair of provisions once, with all who bear both; what nobody verified comes last."""
    return told_clashes(assessment.collisions, lang)


def told_clashes(collisions: Iterable[object], lang: str) -> tuple[Clash, ...]:
    """Return collisions gathered by the instruments and the duties between which they stand."""
    groups: dict[tuple[object, ...], list[object]] = {}
    for each in collisions:
        first, second = each.between  # type: ignore[attr-defined]
        key = (
            first.instrument.id,
            first.rule.duty,
            first.verdict,
            second.instrument.id,
            second.rule.duty,
            each.avoidable,
        )  # type: ignore[attr-defined]
        groups.setdefault(key, []).append(each)
    found = []
    for group in groups.values():
        first, second = group[0].between  # type: ignore[attr-defined]
        bearers = tuple(dict.fromkeys(each.bearer for each in group))  # type: ignore[attr-defined]
        weak = any(briefs.rests_on_unverified(one) for each in group for one in each.between)  # type: ignore[attr-defined]
        firsts, seconds = ([each.between[side] for each in group] for side in (0, 1))  # type: ignore[attr-defined]
        found.append(
            Clash(bearers, first, second, _cited(firsts, lang), _cited(seconds, lang), group[0].avoidable, weak)  # type: ignore[attr-defined]
        )
    return tuple(sorted(found, key=lambda one: (one.unverified, briefs.rank(one.first))))


def _cited(found: Sequence[Determination], lang: str) -> str:
    one = found[0]
    duty = briefs.duty_words(one.rule, (), lang)
    where = _articles(found, lang)
    name = briefs.short_name(one.instrument, lang)
    return f"{duty} ({name}{f', {where}' if where else ''})"


def ask_address(lang: str, incident: Incident) -> str:
    """Return the address of the page that asks exactly this incident of every pact."""
    values: dict[str, str] = {}
    for key, value in incident.to_json().items():
        if key in ("id", "basis", "facts", "votes"):
            continue
        if isinstance(value, Mapping):
            values |= {end: str(value[end]) for end in ("start", "end") if value.get(end)}
        else:
            values[key] = ", ".join(value) if isinstance(value, list | tuple) else str(value)
    truths = {True: "yes", False: "no", None: "unknown"}
    facts = {phrase: truths[truth] for phrase, truth in incident.facts.items()}
    facts |= {phrase: str(said) for phrase, said in incident.said.items()}
    votes = {phrase: str(vote) for phrase, vote in incident.votes.items()}
    return f"/{lang}/ask?{Posed(values, facts, votes).query()}"
