"""Drawn letters and mailings, real letters, the phrase bank → models/accuracy.json and docs/accuracy.md: `make eval`.

Figures of a yardstick that is not present on this machine are kept as they were last measured.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests.eval.drawn import measure_drawn
from tests.eval.findings import measure_all_findings
from tests.eval.findings_page import write_findings
from tests.eval.page import write_page
from tests.eval.phrases import score_phrases
from tests.eval.real import measure_real

ROOT = Path(__file__).parent.parent.parent
FIGURES = ROOT / "models/accuracy.json"
PAGE = ROOT / "docs/accuracy.md"


def main(real: Path) -> None:
    figures: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.is_file() else {}
    figures["drawn"] = measure_drawn()
    figures["findings"] = measure_all_findings()
    phrases = real.parent / "phrases.jsonl"
    if phrases.is_file():
        figures["phrases"] = score_phrases(phrases)
    else:
        print("The phrase bank is not here: its figures stay as they were.", file=sys.stderr)
    if (real / "score_real.py").is_file():
        figures["real"] = measure_real(real)
    else:
        print(f"No real letters in {real}: their figures stay as they were.", file=sys.stderr)
    FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    page = write_page(figures) + write_findings(figures["findings"])
    PAGE.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
