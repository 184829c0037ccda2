"""Ask: one incident by form, and what every pact says of it, under an address that reproduces the question exactly.

The address is `/{lang}/ask?` with the keys of an incident file, `_` for a space:
`?act=raid&actor=JNIM&date=2023-09-20&fact.consent+of+the+target=no&target=BFA`. See `foedus.web.question` for all keys.
Keys are sorted and only filled ones stand in it: any other form of the same question is sent there.
"""

from __future__ import annotations

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from foedus import briefs
from foedus.terms import FoedusError, translate
from foedus.web.apart import run_apart
from foedus.web.ask_form import EXAMPLES, ask_form
from foedus.web.asked import Asked, page
from foedus.web.briefing import MEDIA
from foedus.web.fields import wrong_words
from foedus.web.question import Posed, Ready, faults, made_apart, posed, readied
from foedus.web.words import say

FAR = 12
"""Pacts beside the point that are told before the rest is folded away."""
PROPOSALS = 8
SHOWN_ELSEWHERE = ("terminal",)


def _dear(request: Request) -> bool:
    return posed(request.query_params.multi_items()).dear


@page("/ask", keep=True, dear=_dear)
def ask(asked: Asked) -> Response:
    """The form, and the answer where the address holds a question."""
    given = asked.request.query_params.multi_items()
    question = posed(given)
    if not question.odd and question.pairs() != given:
        return RedirectResponse(address(asked.lang, question), 303)
    if not question.asks and not question.odd:
        return _form_page(asked, question)
    try:
        ready = readied(question, asked.library)
        return _answer_page(asked, ready)
    except FoedusError as error:
        return _form_page(asked, question, faults(question, asked.library) or {"": error})


@page("/ask.{format}", keep=True, dear=True)
def ask_as(asked: Asked) -> Response:
    """The answer in a format that can be downloaded."""
    format = asked.part("format")
    if format not in formats():
        raise HTTPException(404)
    question = posed(asked.request.query_params.multi_items())
    if not question.asks and not question.odd:
        raise HTTPException(404)
    # a long answer takes the document programs seconds, and some take minutes: it is made where it can be ended
    limits = asked.desk.settings.limits
    body = run_apart(made_apart, readied(question, asked.library), format, asked.lang, limits=limits)
    kind = MEDIA.get(format, "application/octet-stream")
    name = {} if format == "json" else {"Content-Disposition": f'attachment; filename="foedus-answer.{format}"'}
    return Response(body, 200, name, media_type=kind)


def formats() -> tuple[str, ...]:
    """Return the formats in which an answer can be downloaded."""
    return tuple(each for each in briefs.FORMATS if each not in SHOWN_ELSEWHERE)


def address(lang: str, question: Posed, path: str = "/ask") -> str:
    """Return the permanent address of a question."""
    query = question.query()
    return f"/{lang}{path}" + (f"?{query}" if query else "")


def _said(question: Posed, lang: str) -> list[tuple[str, str, str]]:
    """Return what is said in a question: its words, its value, and the address of the question without it.

    To what it is narrowed stands there too: an answer of one pact or reading must not look like that of the library.
    """
    told = [
        (say(f"ask.{key.replace(' ', '_')}", lang), briefs.value_told(key, value, lang), question.without(key))
        for key, value in question.values.items()
        if key not in ("id", "basis")
    ]
    for phrase, value in question.facts.items():
        words = say(f"ask.{value}", lang) if value in ("yes", "no", "unknown") else value
        told.append((translate(phrase, lang), words, question.without(phrase)))
    for phrase, value in question.votes.items():
        left = {each: vote for each, vote in question.votes.items() if each != phrase}
        told.append((say("ask.vote of", lang, what=translate(phrase, lang)), value, replace(question, votes=left)))
    narrowed = (
        ("on", question.on, replace(question, on="")),
        ("as_of", question.as_of, replace(question, as_of="")),
        ("pact", ", ".join(question.pacts), replace(question, pacts=())),
        ("reading", ", ".join(question.readings), replace(question, readings=())),
        ("all", say("ask.yes", lang) if question.everything else "", replace(question, everything=False)),
    )
    told += [(say(f"ask.{name}", lang), value, without) for name, value, without in narrowed if value]
    # with nothing else said there would be no question left
    return [(label, value, address(lang, left) if left.asks else "") for label, value, left in told]


def _form_page(asked: Asked, question: Posed, wrong: dict[str, FoedusError] | None = None) -> Response:
    told = {
        name: wrong_words(error, asked.lang, name, dict(question.pairs()).get(name, ""))
        for name, error in (wrong or {}).items()
    }
    return asked.page(
        "ask.html", title=asked.say("ask.title"), status=400 if told else 200, form=ask_form(question, asked, told),
        wrong=told, examples=EXAMPLES, answer=None,
    )  # fmt: skip


def _answer_page(asked: Asked, ready: Ready) -> Response:
    found = ready.answer(asked.library)
    shown = briefs.shown_assessment(found, asked.lang)
    question = ready.posed
    return asked.page(
        "ask_answer.html", title=shown.title, form=ask_form(question, asked, {}, shown.facts), wrong={}, answer=shown,
        question=question, warnings=[str(each) for each in ready.warnings], formats=formats(), address=address,
        said=_said(question, asked.lang),
        to=lambda facts: address(asked.lang, question.having(facts)), most_far=FAR, most_proposals=PROPOSALS,
        alone=lambda pact: address(asked.lang, Posed(**{**vars(question), "pacts": (pact,)})),
        everything=address(asked.lang, Posed(**{**vars(question), "everything": True})),
    )  # fmt: skip
