"""Event words read as claims: who did what to whom, where, when, and whether it happened."""

from __future__ import annotations

from dataclasses import replace

from foedus.reading import modality
from foedus.reading.clause_dates import choose_date
from foedus.reading.clauses import Predication
from foedus.reading.dates import DatePhrase
from foedus.reading.drafts import Draft
from foedus.reading.forms import word_set
from foedus.reading.grammar import Chunk, is_reporting
from foedus.reading.lexicon import Entry
from foedus.reading.needs import met
from foedus.reading.parties import actor_kinds, instrument_of
from foedus.reading.places import place_of
from foedus.reading.recasts import recast, settled, unnamed
from foedus.reading.roles import Roles, Sentence, fill, is_state, verb_slot
from foedus.reading.triggers import Trigger

FORCE = ("attack", "armed rebellion", "terrorist act")
_CALLS = frozenset("call called calls calling appeal appealed appeals appealing pleaded pleads pressed".split())
_DEMANDS = word_set("events: demanding")
_KILLING = frozenset("killing wounding injuring destroying damaging tuant blessant".split())


def read_events(sentence: Sentence, found: list[Trigger], phrases: list[DatePhrase]) -> tuple[list[Draft], set[int]]:
    """Return the claims of a sentence's event words, and the triggers (by place) that no frame could read."""
    drafts: list[Draft] = []
    unread: set[int] = set()
    told: set[int] = set()
    for trigger in sorted(found, key=lambda t: (t.i, t.i - t.j)):
        made = None
        if trigger.i in told:
            continue
        if sentence.tokens[trigger.i].norm in _KILLING and any(d.type == "ASSAULT" for d in drafts):
            # "shelled the island, killing two": one event with its toll
            continue
        if _toll(sentence, trigger) and any(d.type == "ASSAULT" and d.modality == "happened" for d in drafts):
            continue
        for entry in trigger.entries:
            made = _read(sentence, trigger, entry, phrases)
            if made is not None:
                break
        if made is not None:
            told.add(trigger.i)
        if made:
            drafts.extend(made)
        elif made is None:
            unread.add(trigger.i)
    return recast(drafts), unread


def _read(sentence: Sentence, trigger: Trigger, entry: Entry, phrases: list[DatePhrase]) -> list[Draft] | None:
    roles = Roles(force=entry.type == "ASSAULT")
    group: Chunk | None = None
    outer: Predication | None = None
    if trigger.verbal:
        predication = sentence.predication_of(trigger.i)
        if predication is None:
            return None
        mode = modality.of_verb(predication, sentence.tokens, sentence.lang)
        if entry.act == "coup" and modality.attempted(predication, sentence.tokens):
            entry = replace(entry, act="attempted coup")
        verbs = (sentence.predication_of(k) for k in range(trigger.j - 1, trigger.i, -1))
        inner = next((found for found in verbs if found is not None), None)
        if inner is not None and inner is not predication and entry.act == "attempted coup":
            # "tried to overthrow …": the object stands with the second verb
            outer, predication = predication, inner
        roles.owner = predication
        for chunk in (*predication.objects, *([predication.subject] if predication.subject is not None else [])):
            if sentence.party(chunk, False).treaty:
                roles.treaty = True
            roles.instruments += tuple(
                i for i in sentence.party(chunk, False).instruments if i not in roles.instruments
            )
        for chunk in verb_slot(sentence, trigger, predication, "obj"):
            roles.treaty = roles.treaty or sentence.party(chunk, False).treaty
            roles.instruments += tuple(
                i for i in sentence.party(chunk, False).instruments if i not in roles.instruments
            )
        if entry.needs == "instrument" and not roles.instruments and not roles.treaty:
            roles.instruments = _it(sentence, predication)
    else:
        group = sentence.group_at(trigger.i) or sentence.group_at(trigger.j - 1)
        if group is None:
            return None
        if group.prep == "for" and _called_for(sentence, group):
            return []
        if entry.type == "ASSAULT" and group.i and sentence.tokens[group.i - 1].norm == "as":
            # "treated as an attack on all" names no event
            return []
        group = _own_group(sentence, group)
        roles.owner, roles.role = sentence.owners.get(id(group), (None, ""))
        roles.struck = None
        mode = modality.of_noun(
            group, trigger.i, sentence.tokens[max(0, group.at if group.at >= 0 else group.i) - 4 : group.i],
            roles.owner, roles.role, sentence.tokens, sentence.lang,
        )  # fmt: skip
    if group is not None and roles.owner is not None and mode in ("happened", "planned"):
        mode = modality.above(roles.owner, mode, sentence.tokens, sentence.lang)
    if mode == "swallow" or _demanded(sentence, roles.owner, entry):
        return []
    if mode == "happened" and sentence.tokens[-1].text == "?" and entry.type != "STATUS":
        mode = "hypothetical"
    negated_recognition = entry.act == "recognition" and mode == "denied"
    if negated_recognition:
        entry, mode = replace(entry, type="REJECT", act="refusal of recognition"), "happened"
    fill(sentence, trigger, entry.initiator, roles, "initiator", group, set())
    fill(sentence, trigger, entry.target, roles, "target", group, set(roles.initiator))
    place = place_of(sentence, trigger, roles, group)
    if roles.place is None:
        roles.place = place[0]
    if not roles.target and not place[1] and entry.type == "ASSAULT" and roles.owner is not None:
        for inner in roles.owner.pps:
            if (
                inner.prep in ("in", "inside", "within", "into", "dans", "sur", "on")
                and sentence.party(inner, False).borrowed
            ):
                there = tuple(i for i in sentence.party(inner, False).ids if is_state(i) and i not in roles.initiator)
                if there:
                    roles.target, roles.struck = there, roles.struck or sentence.party(inner, False).struck
                    break
    if not roles.target and place[1] and entry.type in ("ASSAULT", "COERCE") and place[1] not in roles.initiator:
        roles.target = (place[1],)
    if not roles.initiator and not roles.target:
        unnamed(entry, roles, sentence, sentence.tokens[trigger.i].start)
    if not met(entry, roles, sentence, trigger, mode):
        return None
    entry, mode = settled(entry, roles, sentence, trigger, mode)
    if (
        entry.type in ("ASSAULT", "COERCE")
        and entry.act != "coup"
        and roles.initiator
        and set(roles.initiator) == set(roles.target)
    ):
        return None
    made = _claims(sentence, trigger, entry, roles, group, mode, phrases)
    if outer is not None:
        begin = sentence.tokens[outer.start].start
        made = [replace(draft, start=min(begin, draft.start)) for draft in made]
    return made


def _toll(sentence: Sentence, trigger: Trigger) -> bool:
    """Tell whether a passive only counts the hurt of an event just told: "…, and six soldiers were wounded"."""
    if not trigger.verbal or sentence.tokens[trigger.i].norm not in ("killed", "wounded", "injured", "hurt"):
        return False
    owner = sentence.predication_of(trigger.i)
    return owner is not None and owner.verb.passive and not any(g.prep == "by" for g in owner.pps)


def _it(sentence: Sentence, predication: Predication) -> tuple[str, ...]:
    """Return the instrument that a bare "it" stands for behind a verb done to instruments: "never signed it"."""
    objects = [g for g in predication.objects if g.i >= predication.verb.j][:1]
    if not objects or sentence.tokens[objects[0].i].norm != "it" or objects[0].j - objects[0].i > 1:
        return ()
    sentence.said.now = sentence.tokens[objects[0].i].start
    return sentence.said.latest("instruments") or instrument_of(sentence.said.latest("bodies"))


def _called_for(sentence: Sentence, group: Chunk) -> bool:
    """Tell whether an event noun is only what somebody calls for."""
    at = group.at if group.at >= 0 else group.i
    return at > 0 and any(t.norm in _CALLS for t in sentence.tokens[max(0, at - 2) : at])


def _demanded(sentence: Sentence, owner: Predication | None, entry: Entry) -> bool:
    """Tell whether a clause is only what somebody demands: "demanded that the troops leave"."""
    if owner is None or owner.link != "that" or owner.governor is None or entry.type == "REQUEST":
        return False
    above = owner.governor.verb
    return sentence.tokens[above.main].norm in _DEMANDS and not owner.verb.modal == "would"


def _own_group(sentence: Sentence, group: Chunk) -> Chunk:
    """Return the parsed twin of a chunk: lists of names are joined in parsing."""
    if id(group) in sentence.owners:
        return group
    for predication in sentence.predications:
        subject = [predication.subject] if predication.subject is not None else []
        for other in (
            *predication.objects,
            *predication.pps,
            *predication.lead,
            *subject,
            *(a for s in subject for a in s.alt),
        ):
            if other.i <= group.i and group.j <= other.j:
                return other
    return group


def clause_span(sentence: Sentence, owner: Predication | None, group: Chunk | None, mode: str) -> tuple[int, int]:
    """Return the span of the smallest clause that carries a claim."""
    tokens = sentence.tokens
    if owner is None:
        assert group is not None
        end = max([group.j, *(g.j for g in group.pps)])
        return tokens[group.i].start, tokens[end - 1].end
    start, end = owner.start, owner.end
    if owner.link in ("inf",) and owner.governor is not None and mode in ("threatened", "planned", "denied"):
        start = min(start, owner.governor.start)
    if group is not None:
        at = group.at if group.at >= 0 else group.i
        tail = max([group.j, *(g.j for g in group.pps)])
        if at < start and tail <= start:
            return tokens[group.i].start, tokens[tail - 1].end
        start, end = min(start, at), max(end, tail)
    for inner in sentence.predications:
        if (
            inner.governor is owner
            and inner.link in ("inf", "that", "ger")
            and group is None
            and not is_reporting(tokens[owner.verb.main].norm, sentence.lang)
        ):
            end = max(end, inner.end)
    while end > start and tokens[end - 1].text in ",;:-—–":
        end -= 1
    begin, stop = tokens[start].start, tokens[max(start, end - 1)].end
    while start < len(tokens) and tokens[start].text in "\"“«,”»'’" and begin < stop:
        start += 1
        if start < len(tokens):
            begin = tokens[start].start
    return (begin, stop) if begin < stop else (tokens[owner.verb.i].start, tokens[owner.verb.j - 1].end)


def _claims(
    sentence: Sentence,
    trigger: Trigger,
    entry: Entry,
    roles: Roles,
    group: Chunk | None,
    mode: str,
    phrases: list[DatePhrase],
) -> list[Draft]:
    span = clause_span(sentence, roles.owner, group, mode)
    kind, act = entry.type, entry.act
    if entry.modality and mode == "happened":
        mode = entry.modality
    if mode == "threatened" and act and kind in ("ASSAULT", "MOBILIZE", "COERCE"):
        kind = "THREATEN"
        act = "armed intervention" if act == "deployment" and roles.target else act
    elif kind == "THREATEN" and mode == "threatened" and act != "threat of force":
        mode = "happened"
    if kind == "THREATEN" and act == "state of war declared" and mode == "happened":
        kind = "THREATEN"
    if act == "invasion" and roles.initiator and all(actor_kinds().get(i) == "armed group" for i in roles.initiator):
        # what spreads over a frontier with armed groups is no invasion by a state
        act = "attack"
    target, place = roles.target, roles.place
    if kind == "AGREE" and act == "signature" and target and all(map(is_state, (*roles.initiator, *target))):
        # whoever signs with another, both are bound
        roles.initiator, target = tuple(sorted({*roles.initiator, *target})), ()
    if kind == "AGREE" and act == "signature" and target and set(target) <= set(roles.initiator):
        target = ()
    if place is None and len(target) == 1 and is_state(target[0]):
        moved = kind in ("RETREAT",) or act in (
            "coup",
            "armed intervention",
            "deployment",
            "violation of airspace",
            "invasion",
            "occupation",
            "attempted coup",
        )
        if moved or (kind == "ASSAULT" and roles.struck not in ("ship", "aircraft", "mission")):
            place = target[0]
    if (
        kind == "COERCE"
        and act == "expulsion"
        and place is None
        and len(roles.initiator) == 1
        and is_state(roles.initiator[0])
    ):
        place = roles.initiator[0]
    about = tuple(dict.fromkeys([*roles.instruments, *_bodies(roles)]))
    if kind == "STATUS" and target and not any(is_state(id_) for id_ in target):
        if all(actor_kinds().get(id_, "") in ("organisation", "coalition", "mission") for id_ in target):
            about, target = tuple(dict.fromkeys([*about, *target])), ()
    dates = choose_date(sentence, span, roles.owner, phrases)
    made = Draft(
        kind, act, roles.initiator if act not in ("coup", "attempted coup") else (), target, place,
        dates[0].date if dates else None, mode, *span,
        struck=roles.struck if kind in ("ASSAULT", "THREATEN", "RETREAT") else None,
        about=about, origin=_origin(sentence, roles, kind), rank=trigger.j - trigger.i + (2 if trigger.verbal else 0),
        at=sentence.tokens[trigger.i].start,
    )  # fmt: skip
    return [made, *_again(sentence, made, roles, dates)]


def _again(sentence: Sentence, made: Draft, roles: Roles, dates: list[DatePhrase]) -> list[Draft]:
    """Return the claim that a joined second date tells: "in August 2020 and again in May 2021"."""
    if len(dates) < 2 or made.type in ("STATUS", "PROVISION", "STATEMENT"):
        return []
    first = max(dates[0].end, sentence.tokens[roles.owner.verb.main].end) if roles.owner is not None else dates[0].end
    between = [k for k, t in enumerate(sentence.tokens) if first <= t.start and t.end <= dates[1].start]
    joints = [k for k in between if sentence.tokens[k].norm in ("and", "et", "puis", "then")]
    if not joints or any(sentence.tags[k] in ("vb", "ved", "be", "have") for k in between if k > joints[0]):
        return []
    joint = joints[-1]
    verbs = [sentence.tokens[p.verb.i].start for p in sentence.predications if p.verb.i > joint]
    if any(dates[1].end <= start <= dates[1].end + 40 for start in verbs):
        # "on the 8th, and on the morrow his guns fired": the second date belongs to the next clause
        return []
    following = [p.verb.i for p in sentence.predications if p.verb.i > joint]
    limit = min(following) if following else len(sentence.tokens)
    target, place, start, end = made.target, made.place, made.start, dates[1].end
    for chunk in sentence.chunks:
        if chunk.kind == "np" and joint < chunk.i < limit:
            who = sentence.party(chunk)
            if who.ids:
                target = who.ids
                place = (who.place or who.ids[0]) if made.place is not None and is_state(who.ids[0]) else made.place
                start = sentence.tokens[chunk.at if chunk.at >= 0 else chunk.i].start
                end = max(end, sentence.tokens[chunk.j - 1].end)
                break
    else:
        if any(sentence.tokens[k].norm in ("again", "nouveau") for k in between):
            start = sentence.tokens[joint].end + 1
    start = min(start, dates[1].start)
    return [replace(made, target=target, place=place, date=dates[1].date, start=start, end=max(end, dates[1].end))]


def _bodies(roles: Roles) -> list[str]:
    return [
        id_ for id_ in (*roles.target,)
        if actor_kinds().get(id_, "") in ("organisation", "coalition") and roles.treaty
    ]  # fmt: skip


def _origin(sentence: Sentence, roles: Roles, kind: str) -> str | None:
    if kind != "ASSAULT":
        return None
    states = [id_ for id_ in roles.initiator if is_state(id_)]
    if states and roles.target and not set(states) & set(roles.target):
        return "external"
    words = {token.norm for token in sentence.tokens}
    crossed = words & {"border", "frontier", "frontière"} and words & {
        "crossed",
        "across",
        "cross",
        "traversé",
        "traversant",
        "franchi",
    }
    return "external" if crossed else None
