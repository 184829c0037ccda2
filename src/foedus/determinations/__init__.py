"""The heart: what each provision says of an incident, with its proof."""

from typing import TYPE_CHECKING, Any

from foedus.determinations.assess import Question, determinations, of_instrument, question, surely_out, surely_untouched
from foedus.determinations.cases import CaseReport, CaseResult, check_instrument
from foedus.determinations.change import Change, what_would_change
from foedus.determinations.docket import Docket, exit_readings, readings_of
from foedus.determinations.edges import edges_of
from foedus.determinations.funnel import determine
from foedus.determinations.places import days_asked
from foedus.determinations.proof import Proof
from foedus.determinations.rows import ask
from foedus.determinations.silent import silent_readings
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
    "ask",
    "check_instrument",
    "days_asked",
    "determinations",
    "determine",
    "edges_of",
    "exit_readings",
    "of_instrument",
    "question",
    "readings_of",
    "silent_readings",
    "surely_out",
    "surely_untouched",
    "sweep",
    "what_would_change",
]

if TYPE_CHECKING:
    from foedus.determinations.sweeps import sweep


def __getattr__(name: str) -> Any:
    """Load the sweep when it is first asked for: it alone needs the table engines."""
    if name != "sweep":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from foedus.determinations.sweeps import sweep

    globals()[name] = sweep
    return sweep
