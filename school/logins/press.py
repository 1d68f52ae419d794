"""The press: a program of its own that makes card.typ and its data a PDF.

JSON comes in, the PDF goes out, no disk is written to. typst keeps whatever it has laid
out as long as its process lives, 0.4 MB a card with its code; this process ends with
its answer. It imports nothing of ours.
"""

import sys
from pathlib import Path

import typst


def main() -> None:
    """Read everything, answer once."""
    told = sys.stdin.buffer.read().decode()
    card = Path(__file__).with_name("card.typ")
    made = typst.compile(
        card,
        root=card.parent,
        ignore_system_fonts=True,
        sys_inputs={"told": told},
        pdf_tags=False,
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
