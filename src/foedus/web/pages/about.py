"""What the desk is, what it is not, and where its law comes from."""

from __future__ import annotations

from starlette.responses import Response

from foedus.web.asked import Asked, page


@page("/about", keep=True)
def about(asked: Asked) -> Response:
    """The page about the desk."""
    return asked.page("about.html", title=asked.say("about.title"), encoded=len(asked.library.encoded),
                      coded=len(asked.library) - len(asked.library.encoded))  # fmt: skip
