"""The whole site in one zip that opens from a disk, without a server or a network.

Its pages are the site's own with four changes: a link to a folder names the page in it, for no
server is there to do so; the policy allows files, where browsers differ on what `self` means;
nothing is asked for ahead of its use, which from a disk gains nothing and some browsers refuse; and
the fonts stand in the style sheet, are waited for, and so are there when the page is first drawn.
The search index is a script, as Material asks for it there: a page on a disk may not fetch data.
The same site gives the same bytes: names in order, one date, one mode.
"""

import base64
import json
import re
import zipfile
from functools import partial
from pathlib import Path

NAME = "putins-demands-annotated.zip"
_FOLDER = NAME.removesuffix(".zip")
_ONLINE_ONLY = ("404.html", "robots.txt", "sitemap.xml", "previews/", NAME)
_INDEX = "search/search_index.json"
_LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"#?:]*)((?:#[^"]*)?")')
_PRELOAD = re.compile(r'<link rel="preload"[^>]*>\n')
_FONT = re.compile(r'url\("\.\./(fonts/[^"]+)"\)')
_DOWNLOAD = re.compile(rf'<a\b[^>]*\bhref="[^"]*{re.escape(NAME)}"[^>]*>(.*?)</a>', re.DOTALL)


def write(site: Path) -> None:
    """Write the zip into a built site."""
    with zipfile.ZipFile(site / NAME, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(site.rglob("*"), key=lambda file: file.relative_to(site).as_posix()):
            name = file.relative_to(site).as_posix()
            if file.is_dir() or name.startswith(_ONLINE_ONLY) or file.suffix == ".woff2":
                continue
            data = file.read_bytes()
            if file.suffix == ".html":
                data = offline(data.decode("utf-8")).encode("utf-8")
            if file.suffix == ".css":
                css = _FONT.sub(partial(_embedded, site), data.decode("utf-8"))
                data = css.replace("font-display: optional", "font-display: block").encode("utf-8")
            if name == _INDEX:
                name = name.removesuffix("on")
                data = _as_script(data)
            entry = zipfile.ZipInfo(f"{_FOLDER}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, so that the mode below counts wherever it is made
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)


def offline(html: str) -> str:
    """Return a page as it stands in the zip."""
    html = _PRELOAD.sub("", _DOWNLOAD.sub(r"\1", html))
    html = _LINK.sub(lambda link: link[1] + _with_index(link[2]) + link[3], html)
    html = html.replace("font-src 'self'", "font-src 'self' data:")
    return html.replace(" 'self'", " 'self' file:")


def _embedded(site: Path, font: re.Match[str]) -> str:
    data = base64.b64encode((site / "assets" / font[1]).read_bytes()).decode()
    return f'url("data:font/woff2;base64,{data}")'


def _as_script(data: bytes) -> bytes:
    index = json.loads(data)
    for entry in index["docs"]:
        page, mark, anchor = entry["location"].partition("#")
        entry["location"] = f"{page}index.html{mark}{anchor}"
    return f"var __index={json.dumps(index, ensure_ascii=False)}".encode()


def _with_index(path: str) -> str:
    if not path or path.rpartition("/")[2] not in ("", ".", ".."):
        return path
    return f"{path.rstrip('/')}/index.html"
