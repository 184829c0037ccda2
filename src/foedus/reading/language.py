"""Which language a text is in: English or French."""

from __future__ import annotations

import re

from foedus.reading.forms import word_set

_WORD = re.compile(r"[^\W\d_]+")
_ACCENTED = re.compile(r"[éèêàçùûô]|\b[ldnsjm]['’](?=[^\W\d_])|\bqu['’]", re.IGNORECASE)
_FRENCH = word_set("language: french")
_ENGLISH = word_set("language: english")


def language(text: str) -> str:
    """Return `en` or `fr` by the commonest little words; English when neither leads."""
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    french = sum(1 for word in words if word in _FRENCH) + len(_ACCENTED.findall(text[:20_000])) // 2
    english = sum(1 for word in words if word in _ENGLISH)
    return "fr" if french > english else "en"
