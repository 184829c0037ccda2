"""What holds of every set of reports, whatever they tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from foedus.incidents.merge import is_event
from foedus.incidents.reconcile import reconcile
from foedus.reading import Claim, ClaimDate, Report

STATES = ("BFA", "MLI", "NER")
ACTORS = ("JNIM", "CSP", "jihadists", "FRA", "ECOWAS", *STATES)
ACTS = (
    "signature", "coup", "armed attack", "raid", "attack", "withdrawal of forces", "denunciation", "ultimatum",
    "armed intervention", "request", "armed rebellion",
)  # fmt: skip
PER_STATE = ("coup", "withdrawal of forces", "ultimatum")
PLACES = (None, "Bamako", "Koumbri", "MLI")


def day(text):
    first = date.fromisoformat(text)
    return ClaimDate(first, first, "day", text)


DATES = (
    None,
    day("2023-09-04"),
    day("2023-09-16"),
    ClaimDate(date(2023, 9, 1), date(2023, 9, 30), "month", "in September 2023"),
    ClaimDate(None, None, "day", "On Saturday"),
    ClaimDate(None, None, "day", "September 16th"),
    ClaimDate(None, None, "month", "in July"),
    ClaimDate(None, None, "interval", "in recent weeks"),
    ClaimDate(date(2020, 1, 1), None, "interval", "since 2020"),
)
EVENTS = st.tuples(
    st.just("ASSAULT"), st.sampled_from(ACTS), st.frozensets(st.sampled_from(ACTORS), max_size=2),
    st.frozensets(st.sampled_from(STATES), max_size=3), st.sampled_from(PLACES), st.sampled_from(DATES),
    st.sampled_from(("happened", "happened", "happened", "denied", "threatened", "hypothetical", "planned")),
)  # fmt: skip
OTHERS = st.tuples(
    st.sampled_from(("STATUS", "STATEMENT", "PROVISION")), st.sampled_from((None, "attack")),
    st.frozensets(st.sampled_from(STATES), max_size=1), st.just(frozenset()), st.just(None), st.just(None),
    st.just("happened"),
)  # fmt: skip
STORIES = st.lists(st.lists(st.one_of(EVENTS, EVENTS, OTHERS), max_size=5), min_size=1, max_size=3)


def written(name, story):
    """A report whose every sentence has words of its own, so that no report retells another."""
    text, claims = f"{name}\n", []
    for number, (kind, act, actor, target, place, when, modality) in enumerate(story):
        words = f"{name}{number} " + " ".join(f"{name}{number}x{n}" for n in range(5))
        start = len(text)
        text += words + ".\n"
        claims.append(
            Claim(
                f"{name}-{number}",
                name,
                kind,
                act,
                tuple(sorted(actor)),
                tuple(sorted(target)),
                place,
                when,
                "provision" if kind == "PROVISION" else modality,
                words,
                (start, start + len(words)),
            )  # fmt: skip
        )
    return Report(name, f"{name}.txt", sha256(text.encode()).hexdigest(), None, None, text, tuple(claims))


def reports_of(stories):
    return [written("abcd"[n], story) for n, story in enumerate(stories)]


def core(found):
    """What an incident is, without the names of its claims."""
    return Counter(
        (i.id, i.act, i.actor, i.target, i.place, i.status, i.date.words(), i.basis, i.witnesses)
        for i in found.incidents
    )


@given(STORIES, st.randoms(use_true_random=False))
def test_order_of_reports_and_claims_changes_nothing(chronology, stories, chance):
    reports = reports_of(stories)
    shuffled = [replace(report, claims=tuple(chance.sample(report.claims, len(report.claims)))) for report in reports]
    chance.shuffle(shuffled)
    assert reconcile(shuffled).to_json() == reconcile(reports).to_json()
    told = reconcile(reports, chronology=chronology)
    assert reconcile(shuffled, chronology=chronology).to_json() == told.to_json()


@given(STORIES)
def test_report_or_claim_given_twice_changes_nothing(chronology, stories):
    reports = reports_of(stories)
    twice = [replace(report, claims=report.claims * 2) for report in reports] + reports
    assert reconcile(twice) == reconcile(reports)
    assert reconcile(twice, chronology=chronology) == reconcile(reports, chronology=chronology)


@given(STORIES)
def test_copy_of_a_report_under_another_name_changes_no_incident(chronology, stories):
    reports = reports_of(stories)
    first = reports[0]
    claims = tuple(replace(claim, id=f"copy-{claim.id}", report="copy") for claim in first.claims)
    copy = replace(first, id="copy", file="copy.txt", claims=claims)
    assert core(reconcile([*reports, copy])) == core(reconcile(reports))
    told = reconcile(reports, chronology=chronology)
    assert core(reconcile([*reports, copy], chronology=chronology)) == core(told)


@given(STORIES)
def test_no_claim_is_lost(chronology, stories):
    reports = reports_of(stories)
    found = reconcile(reports, chronology=chronology)
    in_incidents = Counter(claim for incident in found.incidents for claim in incident.claims)
    in_remarks = Counter(claim for remark in found.remarks for claim in remark.claims)
    for report in reports:
        for claim in report.claims:
            if not is_event(claim):
                assert (in_incidents[claim.id], in_remarks[claim.id]) == (0, 1)
            elif claim.act in PER_STATE:
                states = len(claim.target or claim.initiator)
                assert 1 <= in_incidents[claim.id] + in_remarks[claim.id] <= max(1, states)
            else:
                assert in_incidents[claim.id] + in_remarks[claim.id] == 1


@given(STORIES)
def test_independent_report_of_the_same_events_only_adds_evidence(stories):
    reports = reports_of(stories)[:1]
    second = written("d", [story for story in stories[0]])
    alone, both = reconcile(reports), reconcile([*reports, second])
    for incident in alone.incidents:
        assert any(
            set(incident.claims) <= set(other.claims) and other.witnesses >= incident.witnesses
            for other in both.incidents
        )


@given(STORIES)
def test_more_reports_never_lose_evidence(stories):
    reports = reports_of(stories)
    for number in range(1, len(reports)):
        fewer, more = reconcile(reports[:number]), reconcile(reports)

        def told(found):
            return {c for i in found.incidents for c in i.claims} | {c for r in found.remarks for c in r.claims}

        assert told(fewer) <= told(more)


@given(STORIES)
def test_incidents_never_mix_what_must_stay_apart(stories):
    reports = reports_of(stories)
    claims = {claim.id: claim for report in reports for claim in report.claims}
    for incident in reconcile(reports).incidents:
        told = [claims[name] for name in incident.claims]
        assert len({claim.modality if claim.modality != "denied" else "happened" for claim in told}) == 1 or (
            incident.act == "ultimatum" or all(claim.modality in ("threatened", "happened") for claim in told)
        )
        if incident.act == "coup":
            assert len(incident.target or incident.actor[:1]) <= 1
        if incident.status == "happened" and incident.date.first_day:
            for claim in told:
                if claim.date and claim.date.start and claim.date.end and claim.date.precision == "month":
                    assert claim.date.start <= incident.date.last_day


@given(STORIES)
def test_no_day_comes_out_that_no_report_gave(stories):
    given_days = {date(2023, 9, 4), date(2023, 9, 16)}
    for incident in reconcile(reports_of(stories)).incidents:
        first, last = incident.date.first_day, incident.date.last_day
        if first and first == last:
            assert first in given_days or incident.basis and "calculated" in incident.basis
        assert (incident.basis is None) == (first is None and last is None)
