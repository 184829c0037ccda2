"""When things happened, as far as the words and the publication date give it.

A small grammar of its own: every phrase becomes an interval of days with a precision and a basis.
What neither the words nor the publication date give stays open: "On Saturday" in a report of
unknown day has the precision of a day, and no day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from foedus.reading import calendar_words as cal
from foedus.reading.claim import ClaimDate
from foedus.reading.counted_dates import counted, resolve
from foedus.reading.forms import rows


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date phrase at a span of the text."""

    start: int
    end: int
    date: ClaimDate


_Maker = Callable[[re.Match[str], date | None, bool], ClaimDate | None]


def _stated(match: re.Match[str]) -> str:
    return match.group().strip()


def _claim(match, start, end, precision, basis="stated") -> ClaimDate:
    return ClaimDate(start, end, precision, _stated(match), basis)


def _month(match: re.Match[str]) -> int:
    return cal.MONTHS[match["month"].lower().rstrip(".")]


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _month_day(match, published, future) -> ClaimDate | None:
    month, number = _month(match), int(match["day"])
    if not 1 <= number <= 31:
        return None
    year = _group(match, "year")
    precision = "instant" if _group(match, "clock") else "day"
    if year:
        found = cal.day(int(year), month, number)
        return _since(_claim(match, found, found, precision)) if found else None
    if published is None:
        return _claim(match, None, None, precision)
    near = cal.year_near(published, month, number, future=future)
    found = cal.day(near, month, number) if near else None
    return _since(_claim(match, found, found, precision, "calculated"))


def _day_range(match, published, future) -> ClaimDate | None:
    month = _month(match)
    first, last = int(match["day"]), int(match["last"])
    year = int(match["year"]) if _group(match, "year") else None
    basis = "stated"
    if year is None and published is not None:
        year, basis = cal.year_near(published, month, first if 1 <= first <= 28 else None, future=future), "calculated"
    if year is None:
        return _claim(match, None, None, "interval")
    start, end = cal.day(year, month, first), cal.day(year, month, last)
    return _claim(match, start, end, "interval", basis) if start and end and start <= end else None


def _part(word: str | None) -> str | None:
    if not word:
        return None
    word = word.lower()
    if word.startswith(("early", "beginning", "start", "début")):
        return "early"
    return "mid" if word.startswith(("mid", "mi")) else "late"


def _month_only(match, published, future) -> ClaimDate | None:
    month, part = _month(match), _part(_group(match, "part"))
    year, basis = (int(match["year"]), "stated") if _group(match, "year") else (None, "stated")
    since = bool(re.match(r"(?i)since|depuis", match.group()))
    precision = "interval" if since or part else "month"
    if year is None and published is not None:
        shift = re.match(r"(?i)(?:in )?(last|next)", match.group())
        year = cal.year_near(published, month, None, future=future or bool(shift and shift[1].lower() == "next"))
        basis = "calculated"
    if year is None:
        return _claim(match, None, None, precision)
    start, end = cal.third_of_month(year, month, part) if part else cal.month_bounds(year, month)
    return _claim(match, start, None if since else end, precision, basis)


def _month_range(match, published, future) -> ClaimDate | None:
    first, last = cal.MONTHS[match["from"].lower()], _month(match)
    year, basis = (int(match["year"]), "stated") if _group(match, "year") else (None, "stated")
    if year is None and published is not None:
        year, basis = cal.year_near(published, first, None, future=future), "calculated"
    if year is None:
        return _claim(match, None, None, "interval")
    return _claim(match, date(year, first, 1), cal.month_bounds(year, last)[1], "interval", basis)


def _weekday(match, published, future) -> ClaimDate | None:
    if published is None:
        return _claim(match, None, None, "instant" if _group(match, "clock") else "day")
    word = (_group(match, "which") or "").lower()
    found = cal.weekday_near(
        published, cal.WEEKDAYS[match["weekday"].lower()], future=future or word == "next", last=word == "last"
    )
    if word == "next" and found == published:
        found += timedelta(days=7)
    return _since(_claim(match, found, found, "instant" if _group(match, "clock") else "day", "calculated"))


def _since(made: ClaimDate) -> ClaimDate:
    """Leave what began on a day open at its end."""
    if not re.match(r"(?i)since\b|depuis\b|dès\b", made.stated) or made.start is None:
        return made
    return replace(made, end=None, precision="interval")


def _year_only(match, published, future) -> ClaimDate | None:
    year, part = int(match["year"]), _part(_group(match, "part"))
    word = match.group().lower()
    if part:
        return _claim(match, *cal.third_of_year(year, part), "interval")
    start, end = date(year, 1, 1), date(year, 12, 31)
    if word.startswith(("since", "depuis")):
        return _claim(match, start, None, "interval")
    if word.startswith(("until", "till", "jusqu", "before", "avant", "by")):
        return _claim(match, None, end if not word.startswith(("before", "avant")) else start, "interval")
    if word.startswith(("after", "après")):
        return _claim(match, end, None, "interval")
    return _claim(match, start, end, "year")


def _years(match, published, future) -> ClaimDate | None:
    first, last = int(match["first"]), int(match["year"])
    return _claim(match, date(first, 1, 1), date(last, 12, 31), "interval") if first <= last else None


def _decade(match, published, future) -> ClaimDate | None:
    first = int(match["decade"])
    since = re.match(r"(?i)since|depuis", match.group())
    return _claim(match, date(first, 1, 1), None if since else date(first + 9, 12, 31), "interval")


def _season(match, published, future) -> ClaimDate | None:
    first, last = cal.SEASONS[match["season"].lower()]
    year = _group(match, "year")
    if not year:
        return _claim(match, None, None, "interval")
    return _claim(match, date(int(year), first, 1), cal.month_bounds(int(year), last)[1], "interval")


def _iso(match, published, future) -> ClaimDate | None:
    found = cal.day(int(match["year"]), int(match["mm"]), int(match["day"]))
    return _claim(match, found, found, "day") if found else None


def _offset(match, published, future) -> ClaimDate | None:
    """Yesterday, today, tomorrow, overnight, and the like."""
    word = match["word"].lower().replace("’", "'")
    back = {"yesterday": 1, "hier": 1, "tomorrow": -1, "demain": -1, "avant-hier": 2}.get(word, 0)
    if published is None:
        return _claim(match, None, None, "day")
    found = published - timedelta(days=back)
    start = found - timedelta(days=1) if word in ("overnight", "last night", "cette nuit", "dans la nuit") else found
    return _claim(match, start, found, "day", "calculated")


def _calendar_unit(match, published, future) -> ClaimDate | None:
    """Last week, this month, next year."""
    which, unit = match["which"].lower(), match["unit"].lower()
    step = (
        -1 if which.startswith(("last", "derni", "pass", "précéd")) else 1 if which.startswith(("next", "proch")) else 0
    )
    unit = {"semaine": "week", "mois": "month", "an": "year", "année": "year"}.get(unit, unit)
    precision = {"week": "interval", "month": "month", "year": "year"}.get(unit, "interval")
    if published is None or unit not in ("week", "month", "year"):
        return _claim(match, None, None, precision)
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * step)
        return _claim(match, monday, monday + timedelta(days=6), precision, "calculated")
    if unit == "month":
        count = published.year * 12 + published.month - 1 + step
        return _claim(match, *cal.month_bounds(count // 12, count % 12 + 1), precision, "calculated")
    year = published.year + step
    return _claim(match, date(year, 1, 1), date(year, 12, 31), precision, "calculated")


def _ago(match, published, future) -> ClaimDate | None:
    count = cal.number(match["n"]) or 0
    unit = match["unit"].lower()
    if published is None:
        return _claim(match, None, None, "day" if unit in ("day", "jour") else "interval")
    if unit in ("day", "jour"):
        found = published - timedelta(days=count)
        return _claim(match, found, found, "day", "calculated")
    if unit in ("year", "an", "année") and published.year - count > 1:
        year = published.year - count
        return _claim(match, date(year, 1, 1), date(year, 12, 31), "year", "calculated")
    if unit in ("month", "mois"):
        months = published.year * 12 + published.month - 1 - count
        if months > 12:
            return _claim(match, *cal.month_bounds(months // 12, months % 12 + 1), "month", "calculated")
    return _claim(match, None, None, "interval")


def _vague(match, published, future) -> ClaimDate | None:
    return _claim(match, None, None, "interval")


def _counted(match, published, future) -> ClaimDate | None:
    return counted(_stated(match))


def _day_of_month(match, published, future) -> ClaimDate | None:
    """The 30th: the latest such day up to the report's."""
    number = int(match["day"])
    if published is None or not 1 <= number <= 31:
        return _claim(match, None, None, "day") if 1 <= number <= 31 else None
    count = published.year * 12 + published.month - 1
    for back in range(0, 3):
        year, month = divmod(count - back if not future else count + back, 12)
        found = cal.day(year, month + 1, number)
        if found and (found >= published if future else found <= published):
            return _claim(match, found, found, "day", "calculated")
    return _claim(match, None, None, "day")


def _weekday_of_week(match, published, future) -> ClaimDate | None:
    """Tuesday of last week."""
    if published is None:
        return _claim(match, None, None, "day")
    step = {"last": -7, "next": 7}.get(match["which"].lower(), 0)
    monday = published - timedelta(days=published.weekday())
    found = monday + timedelta(days=step + cal.WEEKDAYS[match["weekday"].lower()])
    return _claim(match, found, found, "day", "calculated")


def _night(match, published, future) -> ClaimDate | None:
    """The night from one weekday to the next."""
    if published is None:
        return _claim(match, None, None, "day")
    first = cal.weekday_near(published, cal.WEEKDAYS[match["weekday"].lower()], future=future)
    return _claim(match, first, first + timedelta(days=1), "day", "calculated")


_MAKERS: dict[str, _Maker] = {
    "ago": _ago,
    "calendar unit": _calendar_unit,
    "day range": _day_range,
    "counted": _counted,
    "day of month": _day_of_month,
    "decade": _decade,
    "iso": _iso,
    "month day": _month_day,
    "month only": _month_only,
    "month range": _month_range,
    "offset": _offset,
    "season": _season,
    "night": _night,
    "vague": _vague,
    "weekday": _weekday,
    "weekday of week": _weekday_of_week,
    "year only": _year_only,
    "years": _years,
}


@cache
def _patterns(lang: str) -> tuple[tuple[re.Pattern[str], _Maker], ...]:
    """Return the date phrases of a language, `%part%` in them filled in from `date_parts.csv`."""
    parts = {row["part"]: row["pattern"] for row in rows("date_parts")}
    found = []
    for row in rows("date_patterns"):
        if row["lang"] != lang:
            continue
        pattern = row["pattern"]
        for name, part in parts.items():
            pattern = pattern.replace(f"%{name}%", part)
            pattern = pattern.replace(f"%{name} unnamed%", re.sub(r"\?P<\w+>", "?:", part))
        found.append((re.compile(pattern, re.IGNORECASE if row["case"] == "any" else 0), _MAKERS[row["maker"]]))
    return tuple(found)


_FUTURE = re.compile(
    r"(?i)\b(?:will|shall|plans?|planned|due|scheduled|expected|set (?:to|for)|(?:is|are) to|aura|sera|seront"
    r"|prévue?s?|doit|doivent|devrait|devraient|prochaine?|[^\W\d_]{3,}eront|[^\W\d_]{3,}iront)\b"
)
_PAST = re.compile(r"(?:\b(?:had|was|were)\b(?: [\w-]+){0,3}|\b(?!need|proceed)[^\W\d_]{3,}ed(?: [\w-]+)?) *$")
_COORDINATED = re.compile(r"^\s*(?:,|and|et|or|ou|,\s*and)\s*(?:again\s+)?(?:in\s+|en\s+|puis\s+)?$", re.IGNORECASE)


def date_phrases(text: str, sentences: list[tuple[int, int]], lang: str, published: date | None) -> list[DatePhrase]:
    """Return the date phrases of a text in order, longest first where they overlap."""
    found: list[DatePhrase] = []
    makers = _patterns(lang)
    for start, end in sentences:
        sentence = text[start:end]
        future = bool(_FUTURE.search(sentence))
        candidates = []
        for pattern, maker in makers:
            for match in pattern.finditer(sentence):
                ahead = future and not _PAST.search(sentence[: match.start()])
                made = maker(match, published, ahead)
                if made is not None:
                    shift = len(match.group()) - len(match.group().lstrip())
                    candidates.append(
                        DatePhrase(
                            start + match.start() + shift, start + match.start() + shift + len(made.stated), made
                        )
                    )
        candidates.sort(key=lambda phrase: (phrase.start - phrase.end, phrase.start))
        kept: list[DatePhrase] = []
        for phrase in candidates:
            if all(phrase.end <= other.start or phrase.start >= other.end for other in kept):
                kept.append(phrase)
        kept.sort(key=lambda phrase: phrase.start)
        found.extend(_of_year(_complete(text, kept)))
    return resolve(found, published)


def _of_year(kept: list[DatePhrase]) -> list[DatePhrase]:
    """Give a day without a year the year that opened its sentence: "In 2019, after a raid on 14 September, …"."""
    done: list[DatePhrase] = []
    year: int | None = None
    for phrase in kept:
        held = phrase.date
        if held.precision == "year" and held.basis == "stated" and held.start is not None:
            year = held.start.year
        elif year and held.basis == "calculated" and held.start and held.start == held.end and held.precision == "day":
            if not re.search(r"\d{4}", held.stated) and re.search(r"\d", held.stated):
                moved = cal.day(year, held.start.month, held.start.day)
                if moved:
                    phrase = replace(phrase, date=replace(held, start=moved, end=moved))
        done.append(phrase)
    return done


def _complete(text: str, kept: list[DatePhrase]) -> list[DatePhrase]:
    """Give a month without a year the year of the date joined to it by "and": "January and September 2022".

    The one rule by which a neighbour completes a date; its basis is `calculated`.
    """
    done = list(kept)
    for index in range(len(done) - 2, -1, -1):
        phrase, after = done[index], done[index + 1]
        gap = text[phrase.end : after.start]
        bare = not re.search(r"\d{4}", phrase.date.stated)
        if not (bare and phrase.date.precision in ("month", "day") and _COORDINATED.match(gap)):
            continue
        year = re.search(r"\b(1[5-9]\d\d|20\d\d)\b", after.date.stated)
        month = next(
            (
                cal.MONTHS[w]
                for w in re.findall(r"[^\W\d_]+", phrase.date.stated.lower())
                if w in cal.MONTHS and w not in ("mar",)
            ),
            None,
        )
        if not (year and month):
            continue
        if phrase.date.precision == "month":
            start, end = cal.month_bounds(int(year[1]), month)
        else:
            number = re.search(r"\b(\d{1,2})(?:st|nd|rd|th|er)?\b", phrase.date.stated)
            start = end = cal.day(int(year[1]), month, int(number[1])) if number else None
        made = ClaimDate(start, end, phrase.date.precision, phrase.date.stated, "calculated")
        done[index] = DatePhrase(phrase.start, phrase.end, made)
    return done
