"""A sentence's tokens told apart by class, and gathered into noun and verb groups.

No tagger is used: closed-class words come from a table, verbs from the lexicons, and a form that
can be noun or verb is settled by its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from foedus.reading.lexicon import nouns, reporting, verb_features, word_class
from foedus.reading.names import Mention
from foedus.reading.tokens import Token

NOMINAL = frozenset({"det", "n", "name", "num", "gen", "hyph", "pron"})
VERBAL = frozenset({"vb", "ved", "ving", "be", "have", "do", "modal", "neg", "to", "refl"})
_MOTION = frozenset("venu venue venus venues entré entrée entrés entrées parti partie partis parties intervenu intervenue intervenus intervenues allé allée allés arrivé arrivée arrivés sorti sortis resté restée restés devenu devenue passé passés retourné tombé tombée tombés mort morts né".split())
QUOTES = frozenset("\"“”«»„")
DASHES = frozenset("—–-")
_DEMANDS = frozenset("demand demanded demanding demands insist insisted insisting urged urging asked requested ordered".split())
_PLURALS = frozenset({"people", "police", "men", "women", "children", "army", "cattle", "aircraft"})
_SUBJECTS = frozenset({"it", "they", "he", "she", "we", "i", "you", "il", "elle", "ils", "elles", "on"})


@dataclass(slots=True)
class Chunk:
    """A noun group, verb group or mark; `i` and `j` bound its tokens."""

    kind: str
    i: int
    j: int
    prep: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    pps: list[Chunk] = field(default_factory=list)
    alt: list[Chunk] = field(default_factory=list)
    fresh: bool = False
    renamed: bool = False
    cuts: list[int] = field(default_factory=list)
    main: int = -1
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    form: str = "finite"
    word: str = ""
    at: int = -1


def tag(tokens: list[Token], covered: list[Mention | None], lang: str, dated: set[int] = frozenset()) -> list[str]:
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
        if lang == "fr" and norm in ("se", "s'"):
            tags.append("refl")
            continue
        if not token.is_word and norm[-1:] != "'":
            tags.append(_mark(tokens, index))
            continue
        if norm[0].isdigit():
            tags.append("num")
            continue
        before = _before(tags)
        if lang == "en" and norm == "to":
            after = next((t for t in tokens[index + 1 : index + 3] if word_class(lang).get(t.norm) != "adv"), None)
            is_verb = after is not None and (
                "base" in verbs.get(after.norm, ()) or after.norm in ("be", "have", "do")
            ) and covered[index + 1] is None
            tags.append("to" if is_verb else "prep")
            continue
        if lang == "en" and norm == "that":
            tags.append(_that(tokens, tags, index, verbs, covered))
            continue
        kind = classes.get(norm)
        if norm in _ROUGHLY and index + 1 < size and (tokens[index + 1].norm[0].isdigit() or tokens[index + 1].norm in _NUMERALS):
            tags.append("adv")
            continue
        features = verbs.get(norm) or _by_ending(norm, lang, kind)
        if lang == "fr" and not features and kind is None and before in ("be", "have") and norm.endswith(_PARTICIPLES):
            features = frozenset({"part"})
        if lang == "fr" and norm in ("de", "d'") and before in ("vb", "ved") and any(t.norm == "pas" for t in tokens[max(0, index - 4) : index]):
            tags.append("det")
            continue
        if lang == "fr" and (norm in ("des", "du") or norm == "de" and index + 1 < size and tokens[index + 1].norm in _PLURAL_ADJECTIVES) and before not in ("n", "name", "num", "det", "date"):
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


_ROUGHLY = frozenset("about around over nearly than least almost some at".split())
_NUMERALS = frozenset("a one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty hundred least dozens hundreds thousands".split()) - {"a"}
_PLURAL_ADJECTIVES = frozenset("lourdes nouvelles nouveaux nombreux nombreuses violents violentes vifs vives".split())
_PARTICIPLES = ("é", "ée", "és", "ées", "i", "is", "ie", "u", "ue", "us", "it", "ert")
_ED, _ING = frozenset({"past", "part"}), frozenset({"ing"})
_NO_VERBS = frozenset("hundred armed united sacred kindred king ring thing nothing something anything everything evening morning during spring string wing red bed shed speed breed need seed indeed".split())


def _by_ending(norm: str, lang: str, kind: str | None) -> frozenset[str] | None:
    """Return what an unknown word can be by its ending."""
    if lang != "en" or kind is not None or len(norm) < 5 or norm in _NO_VERBS:
        return None
    if norm.endswith("ed"):
        return _ED
    return _ING if norm.endswith("ing") and len(norm) > 5 else None


def _before(tags: list[str]) -> str:
    for kind in reversed(tags):
        if kind not in ("adv", "neg", "quote", "date", "refl"):
            return kind
    return "start"


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


def _that(tokens, tags, index, verbs, covered) -> str:
    before = _before(tags)
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before in ("vb", "ved", "ving"):
        return "sub"
    if after is None or not after.is_word:
        return "sub"
    classes = word_class("en")
    kind = classes.get(after.norm)
    if before in ("n", "name"):
        if covered[index + 1] is None and (kind in ("be", "have", "modal", "do") or after.norm in verbs):
            return "rel"
        return "sub"
    second = tokens[index + 2] if index + 2 < len(tokens) else None
    if kind is None and second is not None and after.norm not in verbs and classes.get(second.norm) in ("be", "have", "modal", "adv"):
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
    """"Armed" is hardly ever the verb: "armed rebellions"."""
    return norm == "armed" and after is not None and not after.text[0].isupper() and after.is_word and after.norm not in ("by", "with", "the")


def _english(norm, features, before, tags, tokens, index, after, covered, nounish, classes, verbs) -> str:
    next_noun = _is_plain_noun(after, covered, index + 1, classes, verbs)
    next_class = classes.get(after.norm) if after is not None else None
    demonym = before == "name" and tags and tags[-1] == "name" and covered[index - 1].adjective
    if features <= {"ing"}:
        if before in ("be", "have"):
            return "ving"
        if before in ("det", "gen", "num") or demonym:
            return "n"
        opens = next_class in ("det", "pron", "adv") or next_noun or (after is not None and covered[index + 1] is not None)
        if before == "prep" and not opens and norm in nounish:
            return "n"
        if norm in nounish and (next_class in ("prep",) or not opens) and before not in ("name", "comma"):
            return "n"
        return "ving"
    if _is_armed(norm, after):
        return "n"
    if features & {"past", "part"}:
        if before in ("be", "have"):
            return "ved"
        glued = bool(tags) and tags[-1] == "hyph"
        if glued:
            return "n"
        if before in ("det", "gen", "num") or demonym:
            return "ved" if after is not None and after.norm == "by" else "n"
        if before in ("prep", "start", "conj", "comma", "vb", "ved", "ving") and next_noun and tags and tags[-1] != "adv":
            nearby = after is not None and covered[index + 1] is None
            if nearby and before in ("prep", "vb", "ved", "ving", "start"):
                return "n"
        if features & {"base", "s"} and before in ("modal", "to", "do"):
            return "vb"
        return "ved"
    if before in ("modal", "to", "do"):
        return "vb"
    last = tokens[index - 1].norm if index else ""
    if before == "pron":
        return "vb" if last in _SUBJECTS else "n"
    if before == "rel":
        return "vb"
    numbered = before == "num" and len(tags) > 1 and tags[-2] in ("n", "name") and "s" in features
    if numbered and after is not None and (after.norm == "that" or next_class in ("det", "pron", "sub") or after.text in QUOTES):
        return "vb"
    if before in ("det", "prep", "gen", "num", "hyph", "be", "have") or demonym:
        return "n"
    names = after is not None and index + 1 < len(covered) and covered[index + 1] is not None
    follows = names or (after is not None and after.norm == "that") or next_class in ("det", "pron", "sub", "to", "num") or (after is not None and after.text in QUOTES)
    if norm not in nounish and (next_class in ("prep", "adv", "to") or next_noun) and before in ("name", "n", "adv"):
        if tags[-1] == "adv" or last.endswith("s") or (before == "name" and "s" in features):
            return "vb"
        if before == "n" and "s" in features and "base" not in features:
            return "vb"
    if "base" in features and norm not in nounish and before in ("name", "n"):
        ends = after is None or not after.is_word or next_class in ("adv", "prep", "neg")
        several = any(kind == "conj" for kind in tags[-8:]) or last.endswith("s")
        if ends and (several and before == "name" or any(t.norm in _DEMANDS for t in tokens[:index])):
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


def _french(norm, features, before, tags, tokens, index, after, covered, nounish, classes, verbs) -> str:
    if "part" in features and before in ("be", "have"):
        return "ved"
    if before in ("det", "num") and not ("part" in features and tokens[index - 1].norm in ("tous", "toutes", "tout", "toute")):
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
    return after is not None and classes.get(after.norm) in ("det", "sub", "prep") and after.norm not in ("de", "du", "des")


def chunks(tokens: list[Token], tags: list[str], covered: list[Mention | None], lang: str) -> list[Chunk]:
    """Return the noun groups, verb groups and marks of a sentence in order; brackets are left out."""
    found: list[Chunk] = []
    index, size = 0, len(tokens)
    while index < size:
        kind = tags[index]
        if kind == "date":
            stop = index + 1
            while stop < size and tags[stop] == "date":
                stop += 1
            found.append(Chunk("date", index, stop))
            index = stop
            continue
        if kind == "open":
            close = next((k for k in range(index + 1, min(size, index + 40)) if tags[k] == "close"), None)
            index = close + 1 if close is not None else index + 1
            continue
        if kind == "prep":
            index = _prepositional(tokens, tags, covered, index, found)
            continue
        if kind in NOMINAL:
            index = _noun_group(tokens, tags, covered, index, found, None)
            continue
        if kind in VERBAL:
            index = _verb_group(tokens, tags, index, found, lang)
            continue
        found.append(Chunk(kind, index, index + 1, word=tokens[index].norm))
        index += 1
    return found


def _prepositional(tokens, tags, covered, index, found) -> int:
    start = index
    word = tokens[index].norm
    index += 1
    while index < len(tokens) and (tags[index] in ("adv", "quote") or tags[index] == "prep"):
        if tags[index] == "prep":
            word = tokens[index].norm
        index += 1
    if index < len(tokens) and tags[index] in NOMINAL:
        after = _noun_group(tokens, tags, covered, index, found, word)
        found[-1].at = start
        return after
    found.append(Chunk("prep", start, index, word=word))
    return index


def _noun_group(tokens, tags, covered, index, found, prep) -> int:
    start, size = index, len(tokens)
    seen_noun = False
    mentions: list[Mention] = []
    while index < size and tags[index] in NOMINAL:
        kind = tags[index]
        if kind in ("det", "pron") and seen_noun and index > start:
            break
        if kind == "pron":
            index += 1
            seen_noun = True
            break
        mention = covered[index]
        if mention is not None:
            if (
                mentions and not mentions[-1].adjective and mention is not mentions[-1] and tags[index - 1] == "name"
                and not mention.person and not mentions[-1].person
            ):  # fmt: skip
                break
            if not mentions or mentions[-1] is not mention:
                mentions.append(mention)
        if kind in ("n", "name", "num"):
            seen_noun = True
        index += 1
        # quotes and adverbs inside a group do not end it
        if index < size and tags[index] in ("quote", "adv") and not seen_noun and index + 1 < size and tags[index + 1] in NOMINAL:
            index += 1
    found.append(Chunk("np", start, index, prep=prep, mentions=mentions, at=start))
    return index


def _verb_group(tokens, tags, index, found, lang) -> int:
    start, size = index, len(tokens)
    chunk = Chunk("vg", start, start + 1)
    auxiliary = ""
    has_to = reflexive = False
    while index < size:
        kind = tags[index]
        norm = tokens[index].norm
        if kind == "adv":
            index += 1
            continue
        if kind not in VERBAL:
            break
        if chunk.main >= 0:
            break
        if kind == "refl":
            reflexive = True
        elif kind == "neg":
            chunk.negated = chunk.negated or norm not in ("n'", "ne") or lang == "fr"
        elif kind == "modal":
            chunk.modal = norm
        elif kind == "to":
            if auxiliary or chunk.modal:
                break
            has_to = True
        elif kind in ("be", "have", "do"):
            has_to = has_to or (norm in ("avoir", "être") and not auxiliary)
            auxiliary = kind if kind != "have" or auxiliary != "be" else auxiliary
            chunk.word = norm
        else:
            chunk.main = index
            if kind == "vb":
                chunk.form = "inf" if has_to or (lang == "fr" and _is_infinitive(norm)) else "finite"
            elif kind == "ving":
                chunk.form = "finite" if auxiliary == "be" else "ger"
            else:
                chunk.passive = auxiliary == "be" and not reflexive and norm not in _MOTION
                chunk.form = "finite" if auxiliary or chunk.modal else "past" if lang == "en" else "part"
            if has_to and auxiliary:
                chunk.form = "inf"
        index += 1
    while index > start + 1 and tags[index - 1] == "adv":
        index -= 1
    if chunk.main < 0:
        chunk.form = "copula" if not has_to else "inf"
        chunk.main = index - 1
        if tags[chunk.main] in ("neg", "to"):
            chunk.kind = "adv"
    chunk.j = index
    found.append(chunk)
    return index


def _is_infinitive(norm: str) -> bool:
    features = verb_features("fr").get(norm, ())
    return "base" in features and norm.endswith(("er", "ir", "re"))


def is_reporting(norm: str, lang: str) -> bool:
    """Tell whether a verb form reports speech."""
    return norm in reporting(lang)
