"""French reports: tenses, the conditional of hearsay, pronouns before verbs, attempts."""

from __future__ import annotations

import pytest

from foedus.reading import read_report


@pytest.mark.parametrize(
    ("text", "kind", "initiator", "target", "modality"),
    [
        ("La Russie aurait envoyé des soldats au Mali, selon l'Ukraine.", "MOBILIZE", "RUS", "MLI", "happened"),
        ("Le Rwanda dément avoir envoyé des troupes en Ouganda.", "MOBILIZE", "RWA", "UGA", "denied"),
        ("La Suède livrera des chars à l'Ukraine.", "AID", "SWE", "UKR", "planned"),
        ("Le Sénégal interviendrait en Gambie si la Gambie tombait.", "ASSAULT", "SEN", "GMB", "hypothetical"),
        ("Les troupes russes seraient entrées en Géorgie, selon la Turquie.", "ASSAULT", "RUS", "GEO", "happened"),
        ("Des jihadistes s'en sont pris à une garnison du Niger.", "ASSAULT", "jihadists", "NER", "happened"),
        ("L'armée israélienne a mené des frappes contre des positions du Hezbollah.", "ASSAULT", "ISR", "HEZBOLLAH", "happened"),
    ],
)
def test_tense_and_parties(text, kind, initiator, target, modality):
    report = read_report(text, id="r", file="r.txt")
    found = [(c.initiator, c.target, c.modality) for c in report.claims if c.type == kind]
    assert found == [((initiator,), (target,), modality)]


def test_what_is_tried_is_an_attempt():
    report = read_report("Des soldats ont tenté, dimanche, de renverser le président du Gabon.", id="r", file="r.txt")
    assert [(c.act, c.target) for c in report.claims] == [("attempted coup", ("GAB",))]


def test_what_is_blocked_did_not_happen():
    report = read_report("La Turquie a bloqué l'adhésion de la Suède.", id="r", file="r.txt")
    assert [(c.type, c.act, c.target) for c in report.claims] == [("REJECT", "refusal", ("SWE",))]
