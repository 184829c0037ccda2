"""Where duties collide, and what the answers rest on without anybody having verified it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from foedus import terms
from foedus.briefs.brief import Brief
from foedus.briefs.clashes import Found, collision_groups
from foedus.briefs.duties import article, articles, duty_words, in_english, instrument_name, label, marked, short_name
from foedus.briefs.footing import Footing
from foedus.briefs.outline import Block, Fold, Line, Paragraph, Point, Points, faint, line, points, strong
from foedus.briefs.phrases import iso_day, knows, listed, named, say, sentence, some_names
from foedus.briefs.questions import Numbers, event_numbers
from foedus.pacts import Instrument

_CITED = 2
_FEW_ROWS = 3
_MEMBER = re.compile(r"^(?P<party>[A-Z][A-Z0-9_-]+) (?P<status>\w+) of \S+ from (?P<start>.+?)(?: until (?P<end>.+))?$")


def collision_blocks(
    found: Sequence[Found], foot: Footing, main: Iterable[str] = (), numbers: Numbers | None = None
) -> tuple[Block, ...]:
    """Return the collisions, each pair of instruments and articles once, whoever bears it and whatever raises it.

    Those of the main pacts come first, among them those with the law of the actor's own organisation; what rests on
    unverified law comes last. `numbers` are the events' numbers where several raise them.
    """
    if not found:
        return (Paragraph(line(say("collisions.none", foot.lang)), "note"),)
    near = set(main) or {found[0][1].between[0].instrument.id}
    ranked = collision_groups(found, near)
    close = [group for group in ranked if group[0][1].between[0].instrument.id in near]
    far = [group for group in ranked if group not in close]
    told: list[Block] = [Points(tuple(_collision_point(group, foot, numbers) for group in close))] if close else []
    if far:
        short = points(_collision_line(group, foot, numbers) for group in far)
        summary = say("collisions.others", foot.lang, number=len(far))
        told.append(
            foot.fold(
                summary, lambda: (Points(tuple(_collision_point(group, foot, numbers) for group in far)),), (short,)
            )
        )
    return tuple(told)


def _collision_line(group: Sequence[Found], foot: Footing, numbers: Numbers | None) -> Line:
    """Return who is caught between which provisions, for which events, and whether unverified law stands behind it."""
    lang = foot.lang
    first, second = group[0][1].between
    bearers = list(dict.fromkeys(each.bearer for _, each in group))
    supposed = all(each.hypothetical for each, _ in group)
    against = say(
        "cite",
        lang,
        article=articles((each.between[1].provision for _, each in group), lang, instrument=second.instrument),
        instrument=instrument_name(second.instrument, lang),
    )
    both = [one for _, each in group for one in each.between]
    between = marked(say("collisions.between", lang, first=label(first, lang), second=against), lang, *both)
    ids = list(dict.fromkeys(each.incident.id for each, _ in group))
    several = numbers is not None and len(ids) > 1
    where = (" (", event_numbers(ids, numbers or {}, lang), ")") if several else ()
    return line(
        *([say("what-if.mark", lang) + " "] if supposed else []),
        strong(some_names(bearers, lang, foot.first)),
        say("colon", lang),
        sentence(between),
        *where,
        " ",
        foot.cite(first.instrument, first.source_ids[:_CITED], first),
        " ",
        foot.cite(second.instrument, second.source_ids[:_CITED], second),
    )


def _collision_point(group: Sequence[Found], foot: Footing, numbers: Numbers | None) -> Point:
    lang = foot.lang
    collision = group[0][1]
    first, second = collision.between
    way_out = say("collisions.avoidable" if collision.avoidable else "collisions.full", lang)
    why = say(
        "collisions.why",
        lang,
        first=duty_words(first.rule, first.beneficiaries, lang, foot.first),
        second=listed(dict.fromkeys(duty_words(each.between[1].rule, (), lang) for _, each in group), lang),
        up_to=terms.translate(first.rule.up_to, lang) if first.rule.up_to else "",
    )
    pleas = dict.fromkeys(plea.rstrip(".") for _, each in group for plea in each.arguments)
    pleaded = faint(sentence(say("collisions.pleas", lang, pleas=in_english("; ".join(pleas), lang)))) if pleas else ""
    if foot.terse:
        return Point(
            _collision_line(group, foot, numbers), (Paragraph(line(sentence(why), " ", way_out, " ", pleaded)),)
        )
    under: list[Block] = [Paragraph(line(sentence(why), " ", way_out))]
    if pleas:
        under.append(Paragraph(line(pleaded), "note"))
    return Point(_collision_line(group, foot, numbers), tuple(under))


def _rests(brief: Brief) -> tuple[tuple[Instrument, tuple[str, ...]], ...]:
    """Return by instrument what the answers of a brief rest on without anybody having read it."""
    found: dict[str, dict[str, None]] = {}
    instruments: dict[str, Instrument] = {}
    answered = [each for one in (*brief.assessments, *brief.what_if) for each in one.engaged]
    for each in (*answered, *brief.standing):
        for what in each.unverified:
            found.setdefault(each.instrument.id, {})[what] = None
            instruments[each.instrument.id] = each.instrument
    return tuple((instruments[name], tuple(rows)) for name, rows in found.items())


def unverified_rows(brief: Brief, lang: str) -> list[tuple[str, list[str]]]:
    """Return by instrument's name what nobody verified, many parties told as one row."""
    told = []
    for instrument, rows in _rests(brief):
        members = [row for row in rows if _MEMBER.match(row)]
        others = [unverified_words(row, instrument, lang) for row in rows if row not in members]
        if len(members) > _FEW_ROWS:
            others.append(say("unverified.members", lang, number=len(members)))
        else:
            others += [unverified_words(row, instrument, lang) for row in members]
        told.append((short_name(instrument, lang), others))
    return told


def unverified_blocks(brief: Brief, foot: Footing) -> tuple[Block, ...]:
    """Return everything that the answers rest on and nobody has read in a text or report, by instrument."""
    lang = foot.lang
    told = []
    for (instrument, rows), (name, words) in zip(_rests(brief), unverified_rows(brief, lang), strict=True):
        members = [row for row in rows if _MEMBER.match(row)]
        whole = points(line(unverified_words(row, instrument, lang)) for row in members)
        fold = Fold(line(say("unverified.whole", lang)), (whole,))
        head = line(strong(name), ": ", sentence("; ".join(words)))
        told.append(Point(head, (fold,) if len(members) > _FEW_ROWS else ()))
    if not told:
        return (Paragraph(line(say("unverified.none", lang)), "note"),)
    return (Paragraph(line(say("unverified.intro", lang)), "note"), Points(tuple(told)))


def unverified_words(row: str, instrument: Instrument, lang: str) -> str:
    """Return an unverified row as people read it, ids told as names."""
    if member := _MEMBER.match(row):
        return say(
            "unverified.member",
            lang,
            party=named(member["party"], lang),
            status=say(f"member.{member['status']}", lang),
            start=iso_day(member["start"], lang),
            end=iso_day(member["end"], lang) if member["end"] else "",
        )
    text = row.removeprefix(instrument.id).lstrip(": ")
    if "/" in text and " " not in text.partition("/")[0]:
        return article(text, lang, instrument)
    kind, _, rest = text.partition(" '")
    if rest and knows(f"unverified.{kind}"):
        return say(f"unverified.{kind}", lang, name=rest.rstrip("'"))
    word, _, when = text.rpartition(" ")
    if word == "entry into force":
        word = say("standing.entry into force", lang)
    return f"{word} {iso_day(when, lang)}" if word else text
