"""Words that judge an act of another: "called the vote a threat", "spoke of state terrorism"."""

from __future__ import annotations

from functools import cache

from foedus.reading.clauses import Predication
from foedus.reading.drafts import Draft
from foedus.reading.events import clause_span
from foedus.reading.forms import rows, word_set
from foedus.reading.parties import actor_kinds
from foedus.reading.roles import Sentence, is_state

_CALLING = word_set("judgements: calling")
_PLAIN = word_set("judgements: plain")
_SPEAKING = word_set("judgements: speaking")


@cache
def _judgements(lang: str) -> dict[str, tuple[str, str]]:
    return {
        word: (row["type"], row["act"])
        for row in reversed(rows("judgements"))
        if row["lang"] == lang
        for word in row["words"].split()
    }


def read_judgements(sentence: Sentence) -> list[tuple[Draft, int]]:
    """Return what bodies call the acts of others: a protest, an accusation or a refusal, and where the word stands."""
    table = _judgements(sentence.lang)
    if not table:
        return []
    found: list[tuple[Draft, int]] = []
    for predication in sentence.predications:
        norm = sentence.tokens[predication.verb.main].norm
        if norm not in _CALLING and norm not in _SPEAKING or predication.link == "rel" or predication.verb.passive:
            continue
        if predication.verb.negated or predication.verb.modal or predication.verb.form == "inf":
            continue
        who = sentence.party(predication.subject)
        if not any(
            is_state(i) or actor_kinds().get(i) in ("organisation", "coalition", "armed group") for i in who.ids
        ):
            continue
        judged = _verdict(sentence, predication, norm, table)
        if judged is None:
            continue
        word, (kind, act) = judged
        start, end = clause_span(sentence, predication, None, "happened")
        end = max(end, sentence.tokens[word].end)
        said = sentence.said
        said.now = start
        named = tuple(
            i
            for group in predication.objects
            for part in (group, *group.pps)
            for i in sentence.party(part).ids
            if is_state(i) and i not in who.ids
        )
        target = tuple(sorted(set(named))) or said.latest("states", avoid=who.ids)[:1]
        made = Draft(
            kind, act, who.ids, target, None, None, "happened", start, end, rank=5,
            at=sentence.tokens[predication.verb.main].start,
        )  # fmt: skip
        found.append((made, sentence.tokens[word].start))
    return found


def _verdict(
    sentence: Sentence, predication: Predication, norm: str, table: dict[str, tuple[str, str]]
) -> tuple[int, tuple[str, str]] | None:
    """Return the judging word behind a verb of calling, and what it makes of it."""
    tokens = sentence.tokens
    edge = min(
        [p.verb.i for p in sentence.predications if p.verb.i > predication.verb.j]
        + [k for k in range(predication.verb.j, len(tokens)) if tokens[k].text in ";:."]
        + [len(tokens)]
    )
    begin = predication.verb.j
    if norm not in _PLAIN:
        # "described the raid as a crime", "spoke of a crime"
        mark = "of" if norm in _SPEAKING else "as"
        begin = next((k for k in range(predication.verb.j, edge) if tokens[k].norm == mark), edge)
    else:
        # the thing judged stands first
        begin += 1
    hits = [k for k in range(begin, edge) if tokens[k].norm in table and tokens[k - 1].norm not in ("on", "against")]
    if not hits or edge - begin > 25:
        return None
    return hits[0], table[tokens[hits[0]].norm]
