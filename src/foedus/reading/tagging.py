"""A sentence's tokens told apart by class.

No tagger is used: closed-class words come from a table, verbs from the lexicons, and a form that
can be noun or verb is settled by its neighbours.
"""

from __future__ import annotations

from collections.abc import Set

from foedus.reading.clause_marks import awaits_verb, has_verb, inverted, last_kind
from foedus.reading.forms import word_set
from foedus.reading.lexicon import nouns, verb_features, word_class
from foedus.reading.names import Mention
from foedus.reading.tokens import Token

QUOTES = frozenset('"“”«»„')
DASHES = frozenset("—–-")
_DEMANDS = word_set("tagging: demands")
_PLURALS = frozenset({"people", "police", "men", "women", "children", "army", "cattle", "aircraft"})
_SUBJECTS = frozenset({"it", "they", "he", "she", "we", "i", "you", "il", "elle", "ils", "elles", "on"})


def tag(tokens: list[Token], covered: list[Mention | None], lang: str, dated: Set[int] = frozenset()) -> list[str]:
    """Return the class of each token of a sentence; `dated` tokens belong to date phrases."""
    classes = word_class(lang)
    verbs = verb_features(lang)
    nounish = nouns(lang)
    size = len(tokens)
    tags: list[str] = []
    for index, token in enumerate(tokens):
        norm = token.norm
        if index in dated:
            tags.append("date")
            continue
        if covered[index] is not None:
            tags.append("name")
            continue
        if norm in ("'s", "'") and lang == "en":
            if norm == "'s" or (tags and tokens[index - 1].norm.endswith("s") and tokens[index - 1].end == token.start):
                tags.append("gen")
            else:
                tags.append("quote" if norm == "'" else "punct")
            continue
        if lang == "fr" and norm[0] == "-" and len(norm) > 1:
            tags.append("adv")
            continue
        if tags and tags[-1] == "hyph" and token.is_word:
            tags.append("n")
            continue
        if lang == "fr" and norm == "en" and index + 1 < size and classes.get(tokens[index + 1].norm) in ("have", "be"):
            tags.append("adv")  # "s'en sont pris", "en a appelé"
            continue
        if lang == "fr" and norm in ("se", "s'"):
            tags.append("refl")
            continue
        if not token.is_word and norm[-1:] != "'":
            tags.append(_mark(tokens, index))
            continue
        if norm[0].isdigit():
            tags.append("num")
            continue
        before = last_kind(tags)
        if lang == "en" and norm == "to":
            after = next((t for t in tokens[index + 1 : index + 3] if word_class(lang).get(t.norm) != "adv"), None)
            is_verb = (
                after is not None
                and ("base" in verbs.get(after.norm, ()) or after.norm in ("be", "have", "do"))
                and covered[index + 1] is None
            )
            tags.append("to" if is_verb else "prep")
            continue
        if lang == "en" and norm == "that":
            tags.append(_that(tokens, tags, index, verbs, covered))
            continue
        kind = classes.get(norm)
        if lang == "en" and norm == "should" and inverted(tokens, tags, covered, index, classes):
            tags.append("sub")
            continue
        if norm == "at" and index + 1 < size and tokens[index + 1].norm in ("least", "most"):
            tags.append("adv")
            continue
        if (
            norm in _ROUGHLY
            and index + 1 < size
            and (tokens[index + 1].norm[0].isdigit() or tokens[index + 1].norm in _NUMERALS)
        ):
            tags.append("adv")
            continue
        features = verbs.get(norm) or _by_ending(norm, lang, kind)
        if lang == "fr" and not features and kind is None and before in ("be", "have") and norm.endswith(_PARTICIPLES):
            features = frozenset({"part"})
        if (
            lang == "fr"
            and norm in ("de", "d'")
            and before in ("vb", "ved")
            and any(t.norm in ("pas", "jamais", "plus") for t in tokens[max(0, index - 4) : index])
        ):
            tags.append("det")
            continue
        if (
            lang == "fr"
            and (
                norm in ("des", "du")
                or norm == "de"
                and index + 1 < size
                and tokens[index + 1].norm in _PLURAL_ADJECTIVES
            )
            and before not in ("n", "name", "num", "det", "date")
        ):
            kind = "det"
        if kind in ("be", "have", "do") or (kind and not features):
            if kind == "have" and lang == "fr" and norm == "a" and before == "det":
                kind = "n"
            tags.append(kind)
            continue
        if kind and features and kind not in ("adv", "prep"):
            tags.append(kind)
            continue
        if norm.endswith("ly") and lang == "en" and not features and len(norm) > 4:
            tags.append("adv")
            continue
        if norm.endswith("ment") and lang == "fr" and norm not in nounish and len(norm) > 8 and before != "det":
            tags.append("adv")
            continue
        if not features or kind == "prep":
            tags.append(kind or "n")
            continue
        after = tokens[index + 1] if index + 1 < size else None
        decide = _english if lang == "en" else _french
        tags.append(decide(norm, features, before, tags, tokens, index, after, covered, nounish, classes, verbs))
    return tags


_ROUGHLY = frozenset("about around over nearly than least almost some".split())
_NUMERALS = frozenset(
    "a one two three four five six seven eight nine ten eleven twelve twenty thirty "
    "forty fifty sixty hundred least dozens hundreds thousands".split()
) - {"a"}
_PLURAL_ADJECTIVES = word_set("tagging: plural adjectives")
_PARTICIPLES = ("é", "ée", "és", "ées", "i", "is", "ie", "u", "ue", "us", "it", "ert")
_ED, _ING = frozenset({"past", "part"}), frozenset({"ing"})
_NO_VERBS = word_set("tagging: no verbs")


def _by_ending(norm: str, lang: str, kind: str | None) -> frozenset[str] | None:
    """Return what an unknown word can be by its ending."""
    if lang != "en" or kind is not None or len(norm) < 5 or norm in _NO_VERBS:
        return None
    if norm.endswith("ed"):
        return _ED
    return _ING if norm.endswith("ing") and len(norm) > 5 else None


def _mark(tokens: list[Token], index: int) -> str:
    text = tokens[index].text
    if text == ",":
        return "comma"
    if text in QUOTES:
        return "quote"
    if text in DASHES:
        glued = text == "-" and index and index + 1 < len(tokens)
        if glued and tokens[index - 1].end == tokens[index].start and tokens[index].end == tokens[index + 1].start:
            return "hyph"
        return "comma"
    if text == "(":
        return "open"
    if text == ")":
        return "close"
    return "colon" if text in ":;" else "punct"


_CONTENT = word_set("tagging: content nouns")
_TELLING = word_set("tagging: telling")


def _that(tokens, tags, index, verbs, covered) -> str:
    before = last_kind(tags)
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before in ("vb", "ved", "ving"):
        second = tokens[index + 2].text if index + 2 < len(tokens) else "."
        plain = after is not None and after.is_word and covered[index + 1] is None
        plain = plain and (after.norm not in verbs or after.norm.endswith("ing"))
        singular = plain and not after.norm.endswith("s") and word_class("en").get(after.norm) is None
        if second in ".;" and (singular or plain and after.norm in nouns("en")):
            return "det"
        return "sub"
    if after is None or not after.is_word:
        return "sub"
    classes = word_class("en")
    kind = classes.get(after.norm)
    if before in ("n", "name"):
        if covered[index + 1] is None and (kind in ("be", "have", "modal", "do") or after.norm in verbs):
            return "rel"
        told = any(t.norm in _TELLING for t in tokens[:index])
        if before == "n" and not told and tokens[index - 1].norm not in _CONTENT and (
            covered[index + 1] is not None or kind in ("det", "pron")
        ):  # fmt: skip
            return "rel"
        return "sub"
    second = tokens[index + 2] if index + 2 < len(tokens) else None
    if (
        kind is None
        and second is not None
        and after.norm not in verbs
        and classes.get(second.norm) in ("be", "have", "modal", "adv")
    ):
        if before in ("comma", "start", "conj", "prep"):
            return "det"
    if before in ("prep", "start", "conj") and kind is None:
        return "det"
    return "sub"


def _is_plain_noun(token: Token | None, covered, index: int, classes, verbs) -> bool:
    return (
        token is not None
        and token.is_word
        and token.norm not in classes
        and (token.norm not in verbs or covered[index] is not None)
        and not token.norm.endswith("ly")
        and not token.norm[0].isdigit()
    )


def _is_armed(norm: str, after: Token | None) -> bool:
    """ "Armed" is hardly ever the verb: "armed rebellions"."""
    return (
        norm == "armed"
        and after is not None
        and not after.text[0].isupper()
        and after.is_word
        and after.norm not in ("by", "with", "the")
    )


def _english(norm, features, before, tags, tokens, index, after, covered, nounish, classes, verbs) -> str:
    next_noun = _is_plain_noun(after, covered, index + 1, classes, verbs)
    next_class = classes.get(after.norm) if after is not None else None
    demonym = before == "name" and tags and tags[-1] == "name" and covered[index - 1].adjective
    if demonym and next_class in ("det", "pron") and features & {"past"} and after.norm not in ("all", "many"):
        # "the Germans crossed the frontier": the people, not their adjective
        demonym = False
    if before in ("n", "name") and features <= {"s"} and after is not None and after.norm == "of":
        if norm not in _OF_VERBS:
            return "n"
    if features <= {"ing"}:
        if before in ("be", "have"):
            return "ving"
        if before in ("det", "gen", "num") or demonym:
            return "n"
        opens = (
            next_class in ("det", "pron", "adv") or next_noun or (after is not None and covered[index + 1] is not None)
        )
        if before == "prep" and not opens and norm in nounish:
            return "n"
        if norm in nounish and (next_class in ("prep",) or not opens) and before not in ("name", "comma"):
            return "n"
        return "ving"
    if _is_armed(norm, after):
        return "n"
    if features & {"past", "part"}:
        if "base" in features and before in ("n", "name", "pron") and awaits_verb(tokens, tags):
            return "vb"
        if before in ("be", "have"):
            return "ved"
        glued = bool(tags) and tags[-1] == "hyph"
        if glued:
            return "n"
        if before in ("det", "gen", "num") or demonym:
            return "ved" if after is not None and after.norm == "by" else "n"
        if (
            before in ("prep", "start", "conj", "comma", "vb", "ved", "ving")
            and (next_noun or (after is not None and after.norm.endswith("s") and after.norm in nounish))
            and (not tags or tags[-1] != "adv")
        ):
            nearby = after is not None and covered[index + 1] is None
            if nearby and before in ("prep", "vb", "ved", "ving", "start"):
                return "n"
        if features & {"base", "s"} and before in ("modal", "to", "do"):
            return "vb"
        return "ved"
    if before in ("modal", "to", "do"):
        return "vb"
    if "base" in features and before in ("n", "name", "pron") and awaits_verb(tokens, tags):
        return "vb"
    last = tokens[index - 1].norm if index else ""
    if before == "pron":
        return "vb" if last in _SUBJECTS else "n"
    if before == "rel":
        return "vb"
    numbered = before == "num" and len(tags) > 1 and tags[-2] in ("n", "name") and "s" in features
    if (
        numbered
        and after is not None
        and (after.norm == "that" or next_class in ("det", "pron", "sub") or after.text in QUOTES)
    ):
        return "vb"
    if before in ("det", "prep", "gen", "num", "hyph", "be", "have") or demonym:
        return "n"
    names = after is not None and index + 1 < len(covered) and covered[index + 1] is not None
    follows = (
        names
        or (after is not None and after.norm == "that")
        or next_class in ("det", "pron", "sub", "to", "num")
        or (after is not None and after.text in QUOTES)
    )
    if norm not in nounish and (next_class in ("prep", "adv", "to") or next_noun) and before in ("name", "n", "adv"):
        one = index > 1 and tokens[index - 2].norm in ("a", "an", "one", "every", "each")
        if tags[-1] == "adv" or last.endswith("s") and not one or (before == "name" and "s" in features):
            return "vb"
        if before == "n" and "s" in features and "base" not in features and not (
            next_class == "prep" and has_verb(tags)
        ):  # fmt: skip
            return "vb"
    if "base" in features and norm not in nounish and before in ("name", "n"):
        ends = after is None or not after.is_word or next_class in ("adv", "prep", "neg", "conj")
        several = any(kind == "conj" for kind in tags[-8:]) or last.endswith("s")
        asked = any(t.norm in _DEMANDS for t in tokens[:index]) and tags[-2:-1] != ["prep"]
        if ends and (several and before == "name" or asked):
            return "vb"
    if before in ("name", "n") and follows:
        plural = last.endswith("s") and not last.endswith("ss") or last in _PLURALS
        listed = before == "name" and any(kind == "conj" for kind in tags[-6:])
        if "s" in features and "base" not in features:
            return "n" if before == "n" and plural else "vb"
        return "vb" if plural or listed or (before == "name" and norm not in nounish and next_class == "det") else "n"
    if before == "comma" and "s" in features and "base" not in features and follows and norm not in nounish:
        return "vb"
    if before == "comma" and "s" in features and next_class in ("det", "pron") and index > 2:
        return "vb"
    if before == "name" and "s" in features and norm not in nounish:
        return "vb"
    if before == "conj" and any(kind in ("vb", "ved", "ving") for kind in tags):
        if follows or (norm not in nounish and "to" in tags and next_noun):
            return "vb"
    return "n"


_OF_VERBS = frozenset("approves speaks consists disposes complains warns thinks accuses informs convicts".split())


def _french(norm, features, before, tags, tokens, index, after, covered, nounish, classes, verbs) -> str:
    if "part" in features and before in ("be", "have"):
        return "ved"
    if (
        before == "det"
        and tokens[index - 1].norm in ("le", "la", "les", "l'")
        and features & {"s", "future"}
        and len(tags) > 1
        and tags[-2] in ("rel", "pron", "neg")
    ):
        return "vb"  # "qui le liait à"
    if before in ("det", "num") and not (
        "part" in features and tokens[index - 1].norm in ("tous", "toutes", "tout", "toute")
    ):
        return "n"
    if features == {"base"} or "base" in features:
        return "vb"
    if before == "prep" and (tokens[index - 1].norm != "en" or "ing" not in features):
        return "n"
    if features & {"s", "future"} and before in ("pron", "rel", "neg", "name", "n", "comma", "conj"):
        if norm in nounish and not (before in ("pron", "rel", "name") or _object_follows(after, classes)):
            return "n"
        if tags and tags[-1] in ("neg",) or before in ("pron", "rel", "name"):
            return "vb"
        if "part" in features and not _object_follows(after, classes):
            return "ved"
        return "vb"
    if "part" in features:
        return "ved"
    if "ing" in features:
        return "ving"
    return "n" if norm in nounish else "vb"


def _object_follows(after: Token | None, classes) -> bool:
    return (
        after is not None
        and classes.get(after.norm) in ("det", "sub", "prep")
        and after.norm not in ("de", "du", "des")
    )
