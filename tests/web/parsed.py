"""A page taken apart for tests: its links, its tables, its words."""

from __future__ import annotations

import html
import re

TAG = re.compile(r"<[^>]+>")


def words(fragment: str) -> str:
    """Return the text of a piece of HTML, blanks made one."""
    return " ".join(html.unescape(TAG.sub(" ", fragment)).split())


def links(page: str) -> list[str]:
    """Return the addresses that a page links to, each once."""
    return list(dict.fromkeys(html.unescape(each) for each in re.findall(r'<a [^>]*?href="([^"]*)"', page)))


def local(page: str) -> list[str]:
    """Return the addresses on this desk that a page's own part links to, without their anchors."""
    inner = page.partition("<main")[2].partition("</main>")[0] or page
    found = (each.partition("#")[0] for each in links(inner))
    return list(dict.fromkeys(each for each in found if each.startswith("/")))


def rows(page: str, labelled: str) -> list[list[str]]:
    """Return the cells of the table inside the region that an element labels."""
    region = page.partition(f'aria-labelledby="{labelled}"')[2].partition("</table>")[0]
    body = region.partition("<tbody>")[2]
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)
    ]


def part(page: str, id: str) -> str:
    """Return the part of a page from the heading with an id to the end of its section."""
    return page.partition(f'id="{id}"')[2].partition("</section>")[0]


def alert(page: str) -> str:
    """Return what a page says is wrong."""
    found = re.search(r'role="alert">(.*?)</p>', page, re.S)
    return words(found[1]) if found else ""
