"""Loaded once by the process that others are made from: the law library and the lexicons are then ready."""

from __future__ import annotations

import gc

from foedus.desk import pacts
from foedus.terms import LANGUAGES
from foedus.web import briefing
from foedus.web.kept import Case
from foedus.web.pages.home import sample_reports
from foedus.web.settings import from_variable

LIBRARY = pacts(from_variable().library)
"""The law library as this desk reads it."""

# The brief of the samples, made as its page shows it, fills the caches that reports need: of words, places and pacts.
_SAMPLES = Case(sample_reports())
for _lang in LANGUAGES:
    briefing.shown(_SAMPLES, _lang)
briefing.claimed(_SAMPLES, LANGUAGES[0])
gc.collect()
gc.freeze()  # what is loaded stays; the processes made from this one share it
