"""The heart: what each provision says of an incident, with its proof."""

from foedus.determinations.assess import Question, determinations, of_instrument, question
from foedus.determinations.cases import CaseReport, CaseResult, check_instrument
from foedus.determinations.change import Change, what_would_change
from foedus.determinations.docket import Docket, readings_of
from foedus.determinations.funnel import determine
from foedus.determinations.proof import Proof
from foedus.determinations.verdict import ENGAGED, SILENT, Determination, Verdict

__all__ = [
    "ENGAGED",
    "SILENT",
    "CaseReport",
    "CaseResult",
    "Change",
    "Determination",
    "Docket",
    "Proof",
    "Question",
    "Verdict",
    "check_instrument",
    "determinations",
    "determine",
    "of_instrument",
    "question",
    "readings_of",
    "what_would_change",
]
