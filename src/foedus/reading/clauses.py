"""Groups gathered into predications: a verb with its subject, objects and prepositional phrases."""

from __future__ import annotations

from foedus.reading.forms import word_set
from foedus.reading.grammar import Chunk, is_reporting
from foedus.reading.lists import coordinate
from foedus.reading.participles import is_participle
from foedus.reading.predication import Frame, Predication
from foedus.reading.tokens import Token

OBJECT_CONTROL = word_set("clauses: object control")
CONTENT_WORDS = frozenset({"that", "que", "qu'", "whether"})
_RENAMING = word_set("clauses: renaming")
_TIED = word_set("clauses: tied")


class ClausePass:
    """One left-to-right pass over a sentence's groups."""

    def __init__(self, parts: list[Chunk], tokens: list[Token], lang: str) -> None:
        self.parts = parts
        self.tokens = tokens
        self.lang = lang
        self.found: list[Predication] = []
        self.stack: list[Frame] = [Frame("main", "", 0)]
        self.last_group: Chunk | None = None
        self.in_quote = False

    def run(self) -> list[Predication]:
        dates = [part for part in self.parts if part.kind == "date"]
        self.parts = [part for part in self.parts if part.kind != "date"]
        waiting = list(dates)
        for index, part in enumerate(self.parts):
            before = self.parts[index - 1] if index else None
            while waiting and waiting[0].i < part.i:
                self._dated(waiting.pop(0))
            self._take(part, before, index)
        for date in waiting:
            self._dated(date)
        for predication in self.found:
            self._close(predication)
        return self.found

    def _dated(self, part: Chunk) -> None:
        """A date belongs to the clause that it stands in."""
        top = self.stack[-1]
        said = top.predication
        if said is not None:
            reach = max([said.verb.j, said.tail, *(g.j for g in said.objects), *(g.j for g in said.pps)])
            if part.i - reach <= 3:
                said.tail = part.j

    def _take(self, part: Chunk, before: Chunk | None, index: int) -> None:
        top = self.stack[-1]
        if part.kind == "np":
            self._group(part, before)
            return
        if part.kind == "vg":
            self._verb(part, before, index)
            return
        if part.kind == "rel":
            self.stack.append(Frame("rel", part.word, part.i, subject=self.last_group))
        elif (
            part.kind == "sub" and part.word == "as" and top.predication is not None and self._renames(top.predication)
        ):
            return
        elif part.kind == "sub":
            governor = top.predication if part.word in CONTENT_WORDS else None
            if part.word in CONTENT_WORDS and governor is None and len(self.stack) > 1:
                governor = self.stack[-2].predication
            self._sub(part, before, governor)
        elif part.kind in ("comma", "colon", "conj"):
            top.boundary = part.j
            if top.predication:
                top.predication.boundary = part.j
            if part.kind == "colon":
                self.stack[:] = [Frame("main", "", part.j)]
        elif part.kind == "quote":
            self._quote(part, index)

    def _renames(self, predication: Predication) -> bool:
        return self.tokens[predication.verb.main].norm in _RENAMING

    def _sub(self, part: Chunk, before: Chunk | None, governor: Predication | None) -> None:
        top = self.stack[-1]
        if (
            part.word in CONTENT_WORDS and top.kind == "that" and before is not None and before.kind == "conj"
            and top.governor is not None
        ):  # fmt: skip
            governor = top.governor
            self.stack.pop()
        kind = "that" if part.word in CONTENT_WORDS else "sub"
        frame = Frame(kind, part.word, part.i, governor=governor, boundary=part.j)
        if top.kind in ("sub", "rel") and top.predication is not None and kind == "sub" and len(self.stack) > 4:
            self.stack.pop()
        self.stack.append(frame)

    def _quote(self, part: Chunk, index: int) -> None:
        closing = part.word in ("”", "»") or (part.word == '"' and self.in_quote)
        if closing:
            self.in_quote = False
            while len(self.stack) > 1 and self.stack[-1].quoted:
                self.stack.pop()
            return
        self.in_quote = True
        top = self.stack[-1]
        rest = self.parts[index + 1 :]
        finite = False
        for piece in rest:
            if piece.kind == "quote":
                break
            finite = finite or (piece.kind == "vg" and piece.form in ("finite", "past", "copula"))
        if (
            finite
            and rest
            and rest[0].kind in ("np", "sub", "vg")
            and (top.predication is not None or len(self.stack) == 1)
        ):
            if top.kind == "that" and top.predication is None and top.subject is None:
                top.quoted = True
            elif top.predication is not None:
                self.stack.append(Frame("that", '"', part.j, governor=top.predication, boundary=part.j, quoted=True))

    def _group(self, part: Chunk, before: Chunk | None) -> None:
        top = self.stack[-1]
        part.fresh = before is not None and before.kind in ("comma", "quote")
        opens = part.fresh or (before is not None and before.kind == "conj")
        if part.prep is not None:
            if self.last_group is not None and before is not None and before.kind in ("np", "adv"):
                self.last_group.pps.append(part)
                for owner in self._owners(before, part):
                    if owner is not self.last_group:
                        owner.pps.append(part)
            if top.predication is not None:
                top.predication.pps.append(part)
                top.predication.end = part.j
            else:
                top.lead.append(part)
            if before is None or before.kind not in ("np",):
                part.alt = []
            self.last_group = part
            return
        if top.predication is not None:
            top.predication.objects.append(part)
            top.predication.end = part.j
        elif top.kind == "rel" and top.subject is not None:
            # "the town that Mali took": the group before the verb is the subject, the antecedent the object
            top.lead.append(top.subject)
            top.subject = part
            top.word = "object"
        elif top.subject is None:
            top.subject = part
        elif (
            top.kind == "sub"
            and opens
            and len(self.stack) > 1
            and (self.stack[-2].subject is None or self.stack[-2].finite)
        ):
            # "After a night of talks, Mali …": the conjunction was a preposition
            self.stack.pop()
            if self.stack[-1].finite is not None:
                self.stack[-1] = Frame("main", "", part.i)
            self.stack[-1].subject = part
        elif before is not None and before.kind in ("comma", "conj"):
            top.subject.alt.append(part)
        elif not top.subject.mentions or (part.mentions and before is not None and before.kind == "np"):
            top.subject = part
        self.last_group = part

    def _owners(self, before: Chunk, part: Chunk) -> list[Chunk]:
        """The groups that a prepositional phrase may belong to: every head of the unbroken chain before it."""
        top = self.stack[-1]
        owners = []
        if top.predication is not None:
            owners = [group for group in top.predication.objects[-1:] if group.j > top.predication.boundary]
            owners += [group for group in top.predication.pps[-2:] if group.i >= top.predication.boundary]
        elif top.subject is not None:
            owners = [top.subject, *[group for group in top.lead[-2:] if group.i > top.subject.i]]
            if top.subject.alt and top.subject.alt[-1].i > top.subject.i:
                owners.append(top.subject.alt[-1])
        return owners

    def _verb(self, part: Chunk, before: Chunk | None, index: int) -> None:
        if part.form == "inf":
            self._infinitive(part, before)
        elif part.form == "ger":
            self._gerund(part, before)
        elif part.form == "part" and before is not None and before.kind == "conj" and self._joins_perfect():
            part.passive = self.stack[-1].finite.verb.passive
            self._finite(part, before, index)
        elif part.form == "part" or (part.form == "past" and is_participle(self, part, before, index)):
            self._participle(part, before)
        else:
            self._finite(part, before, index)

    def _joins_perfect(self) -> bool:
        """Tell whether a bare participle shares the auxiliary before: "a dénoncé … et menacé …"."""
        finite = self.stack[-1].finite
        return finite is not None and finite.verb.i < finite.verb.main

    def _new(
        self, part: Chunk, subject: Chunk | None, link: str, governor: Predication | None, start: int
    ) -> Predication:
        top = self.stack[-1]
        made = Predication(part, subject, link, top.word, governor, start, part.j, lead=list(top.lead), boundary=part.j)
        made.quoted = any(frame.quoted for frame in self.stack) or self.in_quote
        self.found.append(made)
        top.predication = made
        return made

    def _infinitive(self, part: Chunk, before: Chunk | None) -> None:
        top = self.stack[-1]
        governor = top.predication
        if governor is None and len(self.stack) > 1 and top.subject is None:
            governor = self.stack[-2].predication
        subject = governor.subject if governor is not None else top.subject
        if governor is not None and not governor.verb.passive:
            norm = self.tokens[governor.verb.main].norm
            if norm in OBJECT_CONTROL and (governor.objects or governor.pps):
                subject = (governor.objects or governor.pps)[-1]
        made = self._new(part, subject, "inf", governor, part.i)
        made.quoted = made.quoted or self.in_quote

    def _gerund(self, part: Chunk, before: Chunk | None) -> None:
        top = self.stack[-1]
        governor = top.predication
        subject = governor.subject if governor is not None else top.subject
        if before is not None and before.kind == "np" and (governor is not None or top.subject is not before):
            subject = before
        if governor is not None and before is not None and before.kind == "prep":
            norm = self.tokens[governor.verb.main].norm
            if norm in OBJECT_CONTROL and governor.objects and not governor.verb.passive:
                subject = governor.objects[-1]
        if top.kind == "sub" and top.predication is None and top.subject is None and len(self.stack) > 1:
            outer = self.stack[-2]
            subject = outer.predication.subject if outer.predication is not None else outer.subject
            governor = outer.predication
        made = self._new(part, subject, "ger", governor, part.i)
        made.word = before.word if before is not None and before.kind == "prep" else top.word

    def _participle(self, part: Chunk, before: Chunk | None) -> None:
        top = self.stack[-1]
        subject = self.last_group if before is not None and before.kind in ("np", "adv") else None
        if subject is None and before is not None and before.kind == "comma":
            subject = self.last_group if top.predication is not None else top.subject or self.last_group
        if subject is None and before is not None and before.kind == "conj" and top.predication is not None:
            subject = top.predication.subject
        keeps = top.predication
        part.passive = True
        apart = subject is None or subject.i > part.i or (before is not None and before.kind != "np")
        made = self._new(part, subject, "part", keeps, part.i if apart else subject.i)
        if keeps is None:
            # the subject still waits for its own verb
            made.lead = []

    def _finite(self, part: Chunk, before: Chunk | None, index: int) -> None:
        top = self.stack[-1]
        waiting = self._waiting()
        if before is not None and before.kind == "comma" and top.predication is not None and waiting is not None:
            top = self._pop_to(waiting)
        elif top.finite is not None and before is not None and before.kind in ("np", "adv", "vg") and waiting is not None:
            top = self._pop_to(waiting)
        if top.finite is None:
            if (
                top.kind == "sub"
                and top.subject is None
                and waiting is not None
                and before is not None
                and before.kind != "sub"
            ):
                top = self._pop_to(waiting)
            subject, start = self._subject_of(top, part)
            if subject is None and top.predication is not None:
                subject = self._steal(top.predication)
                start = subject.at if subject is not None and subject.at >= 0 else start
            made = self._new(part, subject, top.kind if top.kind != "main" else "main", top.governor, start)
            if top.kind == "rel" and top.word == "object" and top.lead:
                made.objects.append(top.lead.pop())
            top.finite = made
            top.lead = []
            return
        governor = top.predication or top.finite
        if (
            before is not None
            and before.kind == "conj"
            and top.kind == "that"
            and part.form == "past"
            and len(self.stack) > 1
        ):
            last = top.finite.verb
            if last.modal or (last.i == last.main and top.finite.verb.form == "finite"):
                outer = next((f for f in reversed(self.stack[:-1]) if f.finite is not None), None)
                if outer is not None:
                    top = self._pop_to(outer)
        if before is not None and before.kind in ("conj", "comma", "adv", "rel", "quote"):
            made = self._new(part, top.finite.subject, "coord", top.finite.governor, part.i)
            made.word = top.finite.word
            top.finite = made
            return
        subject = self._steal(governor)
        reports = is_reporting(self.tokens[governor.verb.main].norm, self.lang)
        at_boundary = subject is not None and subject.i >= governor.boundary > governor.verb.j
        start = subject.at if subject is not None and subject.at >= 0 else part.i
        if reports and not at_boundary:
            self.stack.append(Frame("that", "", start, governor=governor, boundary=start))
            top = self.stack[-1]
            made = self._new(part, subject, "that", governor, start)
        else:
            if top.kind in ("sub",):
                top.kind, top.word, top.governor = "main", "", None
            made = self._new(part, subject, "main" if top.kind != "that" else "that", top.governor, start)
            if top.kind == "main":
                made.word = ""
        top.subject = subject
        top.finite = made
        made.lead = []

    def _waiting(self) -> Frame | None:
        for frame in reversed(self.stack[:-1]):
            if frame.subject is not None and frame.finite is None:
                return frame
        return None

    def _pop_to(self, frame: Frame) -> Frame:
        while self.stack[-1] is not frame:
            self.stack.pop()
        return frame

    def _subject_of(self, top: Frame, part: Chunk) -> tuple[Chunk | None, int]:
        if top.subject is not None:
            start = top.subject.at if top.kind != "rel" or top.word == "object" else top.start
            return top.subject, min(start if start >= 0 else part.i, part.i)
        for group in reversed(top.lead):
            if group.cuts and self.tokens[group.cuts[0] - 1].text == ",":
                return self._split(group, group.cuts[0]), group.cuts[0]
        if top.kind == "sub" and len(self.stack) > 1:
            outer = self.stack[-2]
            subject = outer.predication.subject if outer.predication is not None else outer.subject
            return subject, part.i
        return None, part.i

    def _split(self, group: Chunk, cut: int) -> Chunk:
        """Cut a list of names in two and return the later part; the earlier stays where it was."""
        later = Chunk("np", cut, group.j, at=cut)
        later.cuts = [other for other in group.cuts if other > cut]
        boundary = self.tokens[cut].start
        later.mentions = [mention for mention in group.mentions if mention.start >= boundary]
        group.mentions = [mention for mention in group.mentions if mention.start < boundary]
        later.pps, group.pps = group.pps, []
        group.cuts = []
        group.j = cut - 1
        return later

    def _steal(self, governor: Predication) -> Chunk | None:
        """Take the group before a verb away from the verb before, as this verb's subject."""
        fresh = [group for group in governor.objects if group.fresh and group.i > governor.verb.j]
        if len(fresh) > 1:
            first = fresh[0]
            first.alt.extend(fresh[1:])
            governor.objects = [group for group in governor.objects if group not in fresh]
            governor.pps = [group for group in governor.pps if group.i < first.i]
            return first
        if governor.objects:
            last = governor.objects[-1]
            later_pps = [group for group in governor.pps if group.i < last.i]
            if last.cuts and len(last.cuts) == 1 and last.i < governor.verb.j + 1:
                return self._split(last, last.cuts[-1])
            governor.objects.pop()
            governor.pps = later_pps
            governor.end = max([governor.verb.j, *[g.j for g in governor.objects], *[g.j for g in later_pps]])
            return last
        if governor.pps and governor.pps[-1].cuts and self.tokens[governor.pps[-1].cuts[0] - 1].text == ",":
            group = governor.pps[-1]
            return self._split(group, group.cuts[0])
        return None

    def _close(self, predication: Predication) -> None:
        subject = predication.subject
        if subject is not None and predication.link == "part":
            norm = self.tokens[predication.verb.main].norm
            if norm in _RENAMING and predication.objects:
                subject.alt.insert(0, predication.objects[0])
                subject.renamed = True
            elif norm in _TIED and predication.pps:
                tied = predication.pps[0]
                subject.pps.append(Chunk("np", tied.i, tied.j, prep="loyal", mentions=tied.mentions, at=tied.at))
        ends = [predication.verb.j, *(g.j for g in predication.objects), *(g.j for g in predication.pps)]
        predication.end = max(ends)
        predication.end = max(predication.end, predication.tail)
        if predication.subject is not None and predication.link in ("main", "that", "sub"):
            predication.start = min(
                predication.start, predication.subject.at if predication.subject.at >= 0 else predication.start
            )


def predications(parts: list[Chunk], tokens: list[Token], lang: str) -> list[Predication]:
    """Return the predications of a sentence in order of their verbs."""
    return ClausePass(coordinate(parts, tokens, lang), tokens, lang).run()
