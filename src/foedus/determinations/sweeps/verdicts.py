"""The verdict as one expression: in force, triggered, gates, excepted, reserved, overridden; the first not passed decides."""

from __future__ import annotations

import narwhals as nw

from foedus.determinations.verdict import Verdict

AWAITED = (Verdict.OWED, Verdict.DEEMED, Verdict.AWAITING)


def verdict() -> nw.Expr:
    """Return the verdict from the columns `in_law trigger happened bound gates excepted reserved overridden`.

    All are nullable Booleans; `gates` is whether all are met, `bearing` whether anybody bears, `acting` whether
    bearers did the act, and `modality`, `standing` are the rule's.
    """
    unknown = [nw.col(name).is_null() for name in ("in_law", "trigger", "happened", "bound")]
    abstention = nw.col("modality") == "must not"
    engaged = (
        nw.when(abstention & nw.col("acting") & ~nw.col("standing")).then(_word(Verdict.BREACHED))
        .when(nw.col("modality") == "may").then(_word(Verdict.OPEN))
        .when(nw.col("modality") == "deems").then(_word(Verdict.DEEMED))
        .otherwise(_word(Verdict.OWED))
    )  # fmt: skip
    unsettled = _word(Verdict.UNSETTLED)
    return (
        nw.when(_false("in_law") | _false("bound")).then(_word(Verdict.NOT_IN_FORCE))
        .when(_false("trigger")).then(_word(Verdict.NOT_TRIGGERED))
        .when(nw.any_horizontal(*unknown, ignore_nulls=False)).then(unsettled)
        .when(_false("gates")).then(_word(Verdict.AWAITING))
        .when(nw.col("gates").is_null()).then(unsettled)
        .when(_true("excepted")).then(_word(Verdict.EXCEPTED))
        .when(nw.col("excepted").is_null()).then(unsettled)
        .when(_true("reserved")).then(_word(Verdict.RESERVED))
        .when(nw.col("reserved").is_null()).then(unsettled)
        .when(_true("overridden")).then(_word(Verdict.OVERRIDDEN))
        .when(nw.col("overridden").is_null()).then(unsettled)
        .when(~nw.col("bearing")).then(_word(Verdict.NOT_TRIGGERED))
        .otherwise(engaged)
    )  # fmt: skip


def casus_foederis() -> nw.Expr:
    """Return whether the event is the case of the pact: a `must` or `deems` owed, deemed or awaiting; null when unsettled.

    A standing duty is owed whatever happens and never engaged by an event.
    """
    binding = nw.col("modality").is_in(["must", "deems"]) & ~nw.col("standing")
    return (
        nw.when(nw.col("verdict") == Verdict.UNSETTLED.value).then(nw.lit(None, dtype=nw.Boolean))
        .otherwise(binding & nw.col("verdict").is_in([each.value for each in AWAITED]))
    )  # fmt: skip


def _word(verdict: Verdict) -> nw.Expr:
    return nw.lit(verdict.value)


def _false(name: str) -> nw.Expr:
    return (~nw.col(name)).fill_null(False)


def _true(name: str) -> nw.Expr:
    return nw.col(name).fill_null(False)
