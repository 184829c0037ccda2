"""Whether an event happened, or is planned, threatened, denied or only imagined."""

from __future__ import annotations

from functools import cache

from foedus.reading.clauses import Predication
from foedus.reading.forms import rows, word_set
from foedus.reading.grammar import Chunk
from foedus.reading.lexicon import _verb_forms
from foedus.reading.tokens import Token

PLANNED = frozenset({"will", "shall", "ll"})
IMAGINED = frozenset({"would", "could", "might", "may", "should", "can"})
CONDITIONAL = frozenset({"if", "unless", "whether", "si", "lest"})
_FUTURE_FR = ("ra", "ront")
_CONDITIONAL_FR = ("rait", "raient")
_NOUN_CUES = {
    "threat": "threatened", "threats": "threatened", "menace": "threatened", "menaces": "threatened",
    "plan": "planned", "plans": "planned", "intention": "planned", "promise": "planned", "projet": "planned",
    "possibility": "hypothetical", "prospect": "hypothetical", "risk": "hypothetical", "fear": "hypothetical",
    "fears": "hypothetical", "event": "hypothetical", "case": "hypothetical", "cas": "hypothetical",
    "risque": "hypothetical", "possible": "hypothetical", "potential": "hypothetical", "future": "hypothetical",
    "feared": "hypothetical", "imminent": "hypothetical", "eventual": "hypothetical", "éventuelle": "hypothetical",
    "éventuel": "hypothetical", "alleged": "swallow", "planned": "planned", "threatened": "threatened",
    "danger": "hypothetical", "against": "", "calls": "swallow", "call": "swallow", "call for": "swallow",
    "denial": "denied", "deter": "swallow", "anniversary": "swallow", "memory": "swallow", "any": "hypothetical",
    "toute": "hypothetical", "tout": "hypothetical", "such": "hypothetical", "potentielle": "hypothetical",
    "hypothetical": "hypothetical", "protection": "swallow", "fight": "swallow", "response": "", "lutte": "swallow",
}  # fmt: skip


@cache
def effects(lang: str) -> dict[str, str]:
    """Return each form of the verbs that bear on what they govern, with their effect."""
    found: dict[str, str] = {}
    for row in rows("modality"):
        if row["lang"] == lang:
            for base in row["words"].split():
                for form in _verb_forms(base, lang):
                    found.setdefault(form, row["effect"])
    return found


def of_verb(predication: Predication, tokens: list[Token], lang: str, *, own: bool = True) -> str:
    """Return the modality of what a predication tells: its own verb first, then what governs it."""
    found = _own(predication, tokens, lang) if own else "happened"
    if found == "hypothetical" and predication.link in ("that", "coord") and predication.verb.modal == "would":
        # "said that it would" reports an intention
        found = "planned"
    if found == "hypothetical" and lang == "fr" and predication.link == "that":
        # "a fait savoir que ses policiers quitteraient …": announced, in the past
        found = "planned"
    at: Predication | None = predication
    seen = 0
    while at is not None and seen < 6:
        governor = at.governor
        link = at.link
        if link in ("sub", "coord") and at.word in CONDITIONAL:
            return "hypothetical"
        if governor is not None and link in ("inf", "that", "ger", "coord", "sub"):
            effect = effects(lang).get(tokens[governor.verb.main].norm, "")
            if link == "ger" and at.word in ("after", "by", "following", "en", "après", "before"):
                effect = ""
            if link == "sub":
                effect = ""
            if link == "that" and effect not in ("threatened", "denied", "hypothetical"):
                effect = ""
            if effect == "happened":
                effect = ""
            if effect:
                negated = governor.verb.negated
                if effect == "threatened":
                    return "threatened" if not negated else "denied"
                if effect in ("denied", "swallow", "hypothetical"):
                    return effect
                if found in ("happened", "planned"):
                    found = "planned" if not negated else "denied"
            elif link == "inf" and found == "happened":
                found = _infinitive(at, governor, tokens, lang)
                if found == "swallow":
                    return found
            above = _own(governor, tokens, lang)
            if (
                link in ("inf", "ger")
                and above in ("hypothetical", "denied", "planned")
                and found in ("happened", "planned")
            ):
                found = above
        at = governor
        seen += 1
    return found


_TO_BE_DONE = frozenset({"deployment", "dispatch", "withdrawal", "déploiement", "envoi", "retrait", "renforcement"})
_DECREED = word_set("modality: decreed")
_BEFORE_INF = {
    "threat": "threatened", "threats": "threatened", "plan": "planned", "plans": "planned", "decision": "planned",
    "order": "planned", "orders": "planned", "promise": "planned", "pledge": "planned", "vow": "planned",
    "right": "hypothetical", "readiness": "planned", "agreement": "planned", "menace": "threatened", "refusal": "denied",
}  # fmt: skip


def _infinitive(at: Predication, governor: Predication, tokens: list[Token], lang: str) -> str:
    """Return what an infinitive tells under a verb that says nothing of it: a bare purpose is no event."""
    main = tokens[governor.verb.main].norm
    if effects(lang).get(main) == "happened":
        return "happened"
    if at.verb.i:
        found = _BEFORE_INF.get(tokens[at.verb.i - 1].norm)
        if found:
            return found
    if governor.verb.form == "copula":
        return "planned"
    return "swallow"


_BE_MOTION = word_set("grammar: motion")


def attempted(predication: Predication, tokens: list[Token]) -> bool:
    """Tell whether a predication is only tried: "tried to overthrow", "a tenté de renverser"."""
    governor = predication.governor
    if predication.link != "inf" or governor is None:
        return False
    return tokens[governor.verb.main].norm in _TRYING


_TRYING = word_set("modality: trying")


def _own(predication: Predication, tokens: list[Token], lang: str) -> str:
    verb = predication.verb
    if predication.word in CONDITIONAL and predication.link in ("sub", "coord"):
        return "hypothetical"
    if verb.negated:
        return "denied"
    if lang == "en" and [t.norm for t in tokens[verb.i : verb.i + 2]] == ["were", "to"]:
        return "hypothetical"
    if verb.i and verb.modal is None and tokens[verb.i - 1].norm == "if":
        return "hypothetical"
    if verb.modal in PLANNED:
        return "planned"
    if verb.modal in IMAGINED:
        return "hypothetical"
    if verb.modal == "must":
        return "planned"
    if lang == "fr":
        for token in tokens[verb.i : verb.j]:
            if token.norm in ("sera", "seront", "aura", "auront"):
                return "planned"
            if token.norm in ("serait", "seraient"):
                # "seraient entrées" reports what others say, "serait attaquée" imagines
                return "happened" if tokens[verb.main].norm in _BE_MOTION else "hypothetical"
        norm = tokens[verb.main].norm
        if _is_conditional(norm):
            return "hypothetical"
        if norm.endswith(_FUTURE_FR) and len(norm) > 5:
            return "planned"
    return "happened"


_STEMS_OF_CONDITIONAL = ("er", "ir", "dr", "vr", "rr", "ttr", "aur", "ser")
_TIRER = ("tir", "retir", "attir", "livr", "ouvr", "couvr", "découvr", "manœuvr")


def _is_conditional(norm: str) -> bool:
    """Tell a French conditional from the imperfect of a verb in -rer: "attaquerait", but "massacrait"."""
    stem = norm.removesuffix("aient") if norm.endswith("aient") else norm.removesuffix("ait")
    return (
        norm.endswith(_CONDITIONAL_FR) and len(norm) > 6 and stem.endswith(_STEMS_OF_CONDITIONAL) and stem not in _TIRER
    )


def of_noun(
    group: Chunk, head: int, before: list[Token], owner: Predication | None, role: str, tokens: list[Token], lang: str
) -> str:
    """Return the modality of an event noun: words before it, then the verb that governs it."""
    near = [token.norm for token in tokens[group.i : head]]
    if group.prep in ("of", "de", "d'", "in", "en"):
        near += [token.norm for token in before[-3:]]
    for word in near:
        effect = _NOUN_CUES.get(word)
        if effect:
            return effect
    if owner is None:
        return "happened"
    effect = effects(lang).get(tokens[owner.verb.main].norm, "")
    if role in ("object", "pp") and effect and effect != "happened":
        if tokens[owner.verb.main].norm in _DECREED:
            # an order to mobilise mobilises; an order to send forces is still to be carried out
            done = "planned" if tokens[head].norm in _TO_BE_DONE else "happened"
            return done if not owner.verb.negated else "denied"
        if owner.verb.negated and effect in ("threatened", "planned"):
            return "denied"
        return effect
    if (
        role == "subject"
        and owner.verb.passive
        and tokens[owner.verb.main].norm not in ("fought", "studied")
        and effect in ("threatened", "planned", "denied", "swallow")
    ):
        return effect
    found = of_verb(owner, tokens, lang)
    return found


def above(owner: Predication, found: str, tokens: list[Token], lang: str) -> str:
    """Return the modality of an event noun in view of what governs its verb: "refused to order mobilisation"."""
    at, governor, seen = owner, owner.governor, 0
    while governor is not None and at.link in ("inf", "ger") and seen < 4:
        effect = effects(lang).get(tokens[governor.verb.main].norm, "")
        if effect in ("swallow", "denied") and at.word not in ("after", "by", "following", "before", "en", "après"):
            return effect
        at, governor, seen = governor, governor.governor, seen + 1
    return found
