"""The brief of a case: what it says, what a person corrects or answers, and its downloads."""

from __future__ import annotations

from itertools import zip_longest

from starlette.exceptions import HTTPException
from starlette.responses import Response

from foedus import terms
from foedus.reading import MODALITIES
from foedus.terms import FoedusError
from foedus.web.apart import run_apart
from foedus.web.asked import Asked, page
from foedus.web.briefing import MEDIA, Claimed, Shown, claimed, shown, written
from foedus.web.correcting import ADDED, corrections_from
from foedus.web.kept import Case

FORMATS = ("html", "pdf", "docx", "md", "json", "bib", "ics")


@page("/brief/{id}", keep=True, dear=True)
def brief(asked: Asked) -> Response:
    """The brief of a case, and what the last correction changed in it."""
    case = case_asked(asked)
    found = _shown(asked, case)
    return asked.page(
        "brief.html", title=found.parts.title, case=case, id=case.id, brief=found.parts, formats=FORMATS,
        timeline=found.timeline,
        changed=changes(_before(asked, case), found),
    )  # fmt: skip


@page("/brief/{id}/claims", keep=True, dear=True)
def claims(asked: Asked) -> Response:
    """What the reader understood, event by event and claim by claim, with the form that corrects it."""
    return _claims_page(asked, case_asked(asked))


@page("/brief/{id}/claims", methods=("POST",), dear=True)
def correct(asked: Asked) -> Response:
    """Keep the case with the corrections added and show what then follows; a bad one comes back with its message."""
    case = case_asked(asked)
    most = asked.desk.settings.limits.corrections
    try:
        found = _claimed(asked, case)
        more = corrections_from(asked.form, found.events, found.loose)
        if len(case.corrections) + len(more) > most:
            raise FoedusError("too many corrections", expected=f"at most {most}")
        if not more:
            raise FoedusError(asked.say("claims.nothing"))
        corrected = case.corrected(*more)
        _shown(asked, corrected)  # what cannot be applied is not kept
    except FoedusError as error:
        return _claims_page(asked, case, error)
    return asked.redirect(f"/brief/{asked.desk.shelf.put(corrected)}")


@page("/brief/{id}/download/{format}", dear=True)
def download(asked: Asked) -> Response:
    """The brief as a file."""
    case, format = case_asked(asked), asked.part("format")
    if format not in FORMATS:
        raise HTTPException(404)
    made = run_apart(written, case, format, asked.lang, limits=asked.desk.settings.limits)
    return file_response(made, f"foedus-brief-{case.id[:8]}-{asked.lang}.{format}", format)


def file_response(content: bytes, name: str, format: str) -> Response:
    """Return a file to be kept; a browser never opens it as a page of the desk."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return Response(content, 200, headers, media_type=MEDIA[format])


def case_asked(asked: Asked) -> Case:
    """Return the case that the path names; 404 where the shelf has none."""
    found = asked.desk.shelf.get(asked.part("id"))
    if found is None:
        raise HTTPException(404)
    return found


def changes(before: Shown | None, after: Shown) -> list[dict[str, object]]:
    """Return what the last corrections changed: each provision whose verdict or bearers are others than before."""
    if before is None:
        return []
    found = []
    for key in (*after.answered, *(key for key in before.answered if key not in after.answered)):
        old, new = before.answered.get(key, ()), after.answered.get(key, ())
        about = after.words.get(key) or before.words[key]
        # of bearers who do not stand alike each group has its own verdict: only those that differ are told
        pairs = zip_longest([each for each in old if each not in new], [each for each in new if each not in old])
        found += [{"about": about, "instrument": key[2], "was": was, "now": now} for was, now in pairs]
    return found


def _claims_page(asked: Asked, case: Case, error: FoedusError | None = None) -> Response:
    found = _claimed(asked, case)
    last = case.corrections[-1] if case.corrections else {}
    return asked.page(
        "claims.html", title=asked.say("claims.title"), status=400 if error else 200, id=case.id, found=found, error=error,
        typed=lambda name, value="": (asked.form.get(name) or [value])[-1], by=asked.one("by") or last.get("by", ""),
        modalities=MODALITIES, statuses=list(terms.vocabulary("statuses")), added=ADDED,
    )  # fmt: skip


def _before(asked: Asked, case: Case) -> Shown | None:
    """Return the brief before the last corrections."""
    parent = asked.desk.shelf.get(case.parent) if case.parent else None
    return _shown(asked, parent) if parent else None


def _shown(asked: Asked, case: Case) -> Shown:
    """Return a case's brief from memory, or made now."""
    limits = asked.desk.settings.limits
    return asked.desk.shown.get((case.id, asked.lang), lambda: run_apart(shown, case, asked.lang, limits=limits))


def _claimed(asked: Asked, case: Case) -> Claimed:
    limits = asked.desk.settings.limits
    return asked.desk.shown.get(
        (case.id, asked.lang, "claims"), lambda: run_apart(claimed, case, asked.lang, limits=limits)
    )
