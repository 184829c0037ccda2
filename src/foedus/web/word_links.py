"""Where a word of the pact language stands on the pages of words."""

from __future__ import annotations

import re
import unicodedata


def word_slug(vocabulary: str) -> str:
    """Return a vocabulary as a part of an address: `up to` is `up-to`."""
    return vocabulary.replace(" ", "-")


def word_anchor(word: str) -> str:
    """Return the place of a word on the page of its vocabulary: `armed attack` is `w-armed-attack`."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "w-" + re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
