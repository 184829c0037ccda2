"""Prose: news reports to claims, each anchored to a span of its source."""

from foedus.reading.claim import CLAIM_TYPES, MODALITIES, PRECISIONS, Claim, ClaimDate, ReadAs, Report, SetAside
from foedus.reading.decode import LARGEST, ReportTooLarge, ReportUnreadable, decode
from foedus.reading.report import read_report

__all__ = [
    "CLAIM_TYPES",
    "LARGEST",
    "MODALITIES",
    "PRECISIONS",
    "Claim",
    "ClaimDate",
    "ReadAs",
    "Report",
    "ReportTooLarge",
    "ReportUnreadable",
    "SetAside",
    "decode",
    "read_report",
]
