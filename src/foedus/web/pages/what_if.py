"""What if: a chain of supposed acts under a permanent address, and what each of them does to everybody's duties."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from foedus import briefs, terms
from foedus.escalation import Chain, Step, Suggestion, chain_of, play
from foedus.pictures import Picture, incident_map
from foedus.terms import FoedusError
from foedus.web.answers import OPEN, ask_address, cited_in
from foedus.web.asked import Asked, page
from foedus.web.astray import Astray, leads_back
from foedus.web.chains import (
    EXAMPLES,
    MOST_STEPS,
    act_choices,
    bounded,
    clash_lines,
    deed_title,
    duty_lines,
    sides,
    switched,
)
from foedus.web.fields import wrong_words
from foedus.web.words import say

FIELDS = ("act", "actor", "target", "date", "struck", "place", "supported_by", "consent", "request")
FACTS = {"consent": "consent of the target", "request": "request by the target"}
GEOMETRY = "/static/world.json"
SHOWN = 10
"""Suggested acts before the rest is folded away."""


def _dear(request: Request) -> bool:
    """Tell whether a chain may take seconds."""
    return len(request.query_params.getlist("step")) > 5 or request.scope["query_string"].count(b"%2C") > 5


@page("/what-if", keep=True, dear=_dear)
@leads_back
def what_if(asked: Asked) -> Response:
    """The chain of the address, played; the form adds one act to it."""
    texts = asked.all("step")
    chain = _chain(asked, texts)
    given = {name: asked.one(name) for name in FIELDS}
    error = ""
    if given["act"]:
        try:
            longer = _with(asked, chain, given)
            play(longer, asked.library)
            return asked.redirect("/what-if", step=list(longer.texts()))
        except FoedusError as refused:
            error = asked.say("whatif.wrong", told=wrong_words(refused, asked.lang))
    return _shown(asked, chain, given, error)


def _chain(asked: Asked, texts: Sequence[str]) -> Chain | None:
    """Return the chain of an address; Astray, with as much of it as can be played, for one that cannot."""
    if not texts:
        return None
    if len(texts) > MOST_STEPS:
        raise Astray(asked.say("whatif.too long", number=MOST_STEPS), [_up_to(asked, texts[:MOST_STEPS])])
    try:
        return bounded(chain_of(texts))
    except FoedusError as error:
        told = asked.say("whatif.broken chain", told=_told(error, asked.lang))
    good = len(texts) - 1
    while good:
        try:
            bounded(chain_of(texts[:good]))
            break
        except FoedusError:
            good -= 1
    raise Astray(told, [_up_to(asked, texts[:good])] if good else [(asked.say("whatif.again"), asked.link("/what-if"))])


def _told(error: FoedusError, lang: str) -> str:
    if lang == "en":
        return f"{error.field} – {wrong_words(error, lang)}" if error.field else wrong_words(error, lang)
    field = (error.field or "").replace("step", say("whatif.step word", lang))
    told = say("whatif.bad field", lang, field=field) if field else wrong_words(error, lang)
    return f"{told} – {say('ask.nearest', lang, word=error.nearest)}" if error.nearest and field else told


def _up_to(asked: Asked, texts: Sequence[str]) -> tuple[str, str]:
    return asked.say("whatif.up to", number=len(texts)), asked.link("/what-if", step=list(texts))


def _with(asked: Asked, chain: Chain | None, given: dict[str, str]) -> Chain:
    """Return the chain with the act of the form at its end; FoedusError for what cannot be taken."""
    if chain and len(chain) >= MOST_STEPS:
        raise FoedusError(asked.say("whatif.too long", number=MOST_STEPS))
    values: dict[str, object] = {key: value for key, value in given.items() if value and key not in FACTS}
    facts = {FACTS[key]: given[key] for key in FACTS if given[key] in ("yes", "no", "unknown")}
    if facts:
        values["facts"] = facts
    longer = bounded(chain.then(values) if chain else chain_of([values]))
    incident = longer.acts[-1].incident
    for who in (*incident.actor, *incident.supported_by):
        if who not in terms.states() and who not in terms.actors() and who != "none":
            near = terms.nearest_state(who) or terms.nearest(who, terms.actors())
            raise FoedusError(
                asked.say("whatif.unknown actor", given=who[:60]),
                nearest=f"{terms.name_of(near, asked.lang)} ({near})" if near else None,
            )
    return longer


def _shown(asked: Asked, chain: Chain | None, given: dict[str, str], error: str) -> Response:
    lang = asked.lang
    try:
        steps = play(chain, asked.library) if chain else ()
    except FoedusError as refused:
        raise Astray(asked.say("whatif.broken chain", told=_told(refused, lang)),
                     [(asked.say("whatif.again"), asked.link("/what-if"))]) from None  # fmt: skip
    texts = list(chain.texts()) if chain else []
    last = steps[-1] if steps else None
    alive = duty_lines(last.alive, lang, steps) if last else ()
    acts = [each for each in last.next if each.act is not None] if last else []
    acts.sort(key=lambda each: all(briefs.is_coded(asked.library[name]) for name, _ in each.because))
    return asked.page(
        "what_if.html", title=asked.say("whatif.title") if not last else deed_title(last.act.incident, lang),
        status=400 if error else 200, steps=[_step(asked, chain, each) for each in steps] if chain else [], texts=texts,
        given=given, error=error, acts=act_choices(lang), struck=tuple(terms.vocabulary("struck")),
        owed=[each for each in alive if each.verdict != "open"], rights=[each for each in alive if each.verdict == "open"],
        clashes=clash_lines(last, lang) if last else (), sides=sides(steps, lang) if steps else (), shown=SHOWN,
        next=[_suggested(asked, texts, each) for each in acts], examples=EXAMPLES,
        picture=_picture(asked, last) if last else None, state_link=_state_link(asked, last),
        day=last.on.first_day if last else None,
    )  # fmt: skip


def _picture(asked: Asked, last: Step) -> Picture | None:
    """Return the map of the last act: who did it, to whom, and who bears what because of it."""
    day = last.on.first_day
    if day is None or not (last.incident.actor and last.incident.target):
        return None
    link = _state_link(asked, last)
    cited = cited_in(asked.lang)
    return incident_map(
        last.determinations, last.incident, asked.lang, on=day, link=link, geometry=GEOMETRY, cited=cited
    )


def _state_link(asked: Asked, last: Step | None):  # noqa: ANN202
    day = last.on.first_day if last else None
    known = terms.states()
    return lambda one: asked.link(f"/world/{quote(one)}", on=day.isoformat()) if day and one in known else ""


def _step(asked: Asked, chain: Chain, step: Step) -> dict[str, object]:
    """Return one step as its part of the page shows it."""
    lang, number = asked.lang, step.number
    held = {each.phrase: each for each in step.assumptions}
    gates = dict.fromkeys(each.phrase for each in step.next if each.act is None and each.step == number and each.phrase)
    stated = [(each, said) for each, said in step.act.incident.facts.items() if each not in held]

    def link(phrase: str, value: bool | None) -> str:
        return asked.link("/what-if", step=list(switched(chain, number, phrase, value).texts())) + f"#step-{number}"

    def switches(phrase: str, now: object) -> list[tuple[str, str, bool]]:
        return [(asked.say(f"whatif.said {word}"), link(phrase, value), now is value)
                for word, value in (("yes", True), ("no", False), ("unknown", None))]  # fmt: skip

    open_ones = [each for each in step.determinations if each.verdict in OPEN and not each.rule.standing]
    unsettled = {each.instrument.id: each.instrument for each in open_ones if each.reading is None}
    assumed = [
        (
            _phrase(each.phrase, step, lang),
            asked.say("whatif.suggested by", number=each.step),
            switches(each.phrase, each.value),
        )
        for each in step.assumptions
    ]
    asked_for = [each for each in gates if each not in step.act.incident.facts and each not in held]
    return {
        "number": number, "step": step, "title": deed_title(step.act.incident, lang), "new": duty_lines(step.new, lang, (step,)),
        "when": step.incident.date, "performed": duty_lines((each.duty for each in step.performed), lang),
        "broken": duty_lines((each.duty for each in step.broken), lang, (step,)), "clashes": clash_lines(step, lang, new=True),
        "carried": [each.sentence(lang) for each in step.carried],
        "switches": [*assumed, *((_phrase(each, step, lang), "", switches(each, said)) for each, said in stated)],
        "gates": [(_phrase(each, step, lang), switches(each, None)) for each in asked_for],
        "unsettled": list(unsettled.values()), "ask": ask_address(lang, step.incident),
        "undo": asked.link("/what-if", step=list(chain.first(number).texts())) if number < len(chain) else "",
        "out": _without(asked, chain, number),
    }  # fmt: skip


def _without(asked: Asked, chain: Chain, number: int) -> str:
    """Return the address of the chain without one act, empty where what is left would have no day to start from."""
    try:
        left = chain_of(list(chain.texts()[: number - 1]) + list(chain.texts()[number:])) if len(chain) > 1 else None
    except FoedusError:
        return ""
    return asked.link("/what-if", step=list(left.texts()) if left else [])


def _phrase(phrase: str, step: Step, lang: str) -> str:
    told = briefs.missing_words(
        (phrase,),
        step.incident,
        lang,
        {row["phrase"]: row for each in step.determinations for row in each.instrument.facts},
    )
    return briefs.sentence(told[0]).rstrip(".")


def _suggested(asked: Asked, texts: list[str], each: Suggestion) -> tuple[str, str, list[tuple[str, str]]]:
    """Return a suggested act: its words, the address of the longer chain, and the pacts that ask for it."""
    assert each.act is not None
    pacts = {name: briefs.short_name(asked.library[name], asked.lang) for name, _ in each.because}
    address = asked.link("/what-if", step=[*texts, each.act.text()])
    return _way_on(each, asked.lang), f"{address}#step-{len(texts) + 1}", list(pacts.items())


def _way_on(each: Suggestion, lang: str) -> str:
    """Return a suggested act as a sentence: `France helps the Russian Empire: armed attack against the German Empire`."""
    assert each.act is not None
    incident = each.act.incident
    others = [one for one in incident.target if one != each.helped]
    told = {
        "who": briefs.names(incident.actor, lang), "whom": briefs.names((each.helped,), lang) if each.helped else "",
        "act": terms.tell(terms.Word(incident.act or ""), lang), "targets": briefs.names(incident.target, lang),
    }  # fmt: skip
    number = "many" if briefs.is_many(incident.actor) else "one"
    if each.kind == "declare" and each.helped:
        key = f"next declare.{number}"
    elif each.kind == "perform" and each.helped and others:
        key = f"next help.{number}"
    else:
        key = "next act" if incident.target else "next alone"
    words = say(f"whatif.{key}", lang, **told)
    return words[:1].upper() + words[1:]
