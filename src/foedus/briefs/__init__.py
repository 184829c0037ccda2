"""What a reader gets: the brief, an assessment, a reading, told in the terminal, Markdown, HTML or JSON."""

from foedus.briefs.assessment import Assessment, answered, assess
from foedus.briefs.brief import Brief, compose
from foedus.briefs.render import FORMATS, render, render_assessment, render_reading

__all__ = [
    "FORMATS",
    "Assessment",
    "Brief",
    "answered",
    "assess",
    "compose",
    "render",
    "render_assessment",
    "render_reading",
]
