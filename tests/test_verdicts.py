"""Each way of failing has one name: in the code, in the guide, and in `pages/` (test_pages.py)."""

import re
from pathlib import Path

from quotations import verdicts

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / ".github" / "CONTRIBUTING.md"


def test_the_guide_lists_every_failure_and_no_other() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", GUIDE.read_text(encoding="utf-8"), re.M)
    assert sorted(rows) == sorted(verdicts.ADVICE)


def test_the_code_gives_no_other_name() -> None:
    text = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "scripts/quotations").glob("*.py")
    )
    given = set(re.findall(r'(?:Trace|Stray|PageError)\(\s*"([a-z-]+)"', text))
    given |= set(re.findall(r'Problem\([^"\n]*"([a-z-]+)"', text))
    given |= set(re.findall(r'verdict="([a-z-]+)"', text))
    assert given <= set(verdicts.ADVICE)
    assert len(given) > 20
