"""Invented sheets, and a PDF as a person reads it: by its text and by its look."""

from datetime import date

from pypdfium2 import PdfDocument

from school.logins.paper import CardOnPaper, Heading
from school.logins.typesetting import Pile, Sheets
from school.people.names import FullName
from school.regions.help import Help
from school.regions.house_rules import DEFAULT

CODE = "7K4MX2PTBA"
ADDRESS = "https://school.example.test/access/"
SUPPORT = "https://school.example.test/help/"
HEADING = Heading(
    system="ОБРАЗОВАНИЕ",
    region="Мещёрская область",
    municipality="Озёрный район",
    school="МОУ «Озёрная средняя школа»",
    made_on=date(2026, 11, 18),
    made_by="Савельева Ирина Николаевна",
    address=ADDRESS,
    support=Help("8 (4912) 00-00-00", "пн–пт 8:00–17:00", True, "до 17:00"),
)


def card(last: str = "Орлов", code: str = CODE) -> CardOnPaper:
    name = FullName(last, "Глеб", "Петрович")
    return CardOnPaper(1, name, "kvt48273", code, date(2026, 12, 18))


def sheets(*cards: CardOnPaper, rules: tuple[str, ...] = DEFAULT) -> Sheets:
    """One pile of these."""
    return Sheets(HEADING, SUPPORT, rules, (Pile("5«Б»", cards or (card(),)),))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, its lines joined with single spaces."""
    document = PdfDocument(pdf)
    found = [
        " ".join(page.get_textpage().get_text_range().split()) for page in document
    ]
    document.close()
    return found


def where(pdf: bytes, page: int, words: str) -> list[tuple[float, float, float]]:
    """Left, right and top of every place on a page where the words stand, mm of A4."""
    document = PdfDocument(pdf)
    text = document[page].get_textpage()
    search, found = text.search(words), []
    while (at := search.get_next()) is not None:
        boxes = [text.get_charbox(each) for each in range(at[0], at[0] + at[1])]
        left, right = min(one[0] for one in boxes), max(one[2] for one in boxes)
        top = max(one[3] for one in boxes)
        found.append((left * _MM, right * _MM, _HEIGHT - top * _MM))
    document.close()
    return found


def grey(pdf: bytes, page: int, scale: float) -> list[bytes]:
    """The page as a camera sees it: rows of grey, ``scale`` dots to a point."""
    document = PdfDocument(pdf)
    picture = document[page].render(scale=scale, grayscale=True)
    width, stride, all_rows = picture.width, picture.stride, bytes(picture.buffer)
    rows = [
        all_rows[at : at + width] for at in range(0, stride * picture.height, stride)
    ]
    document.close()
    return rows


_MM = 25.4 / 72
_HEIGHT = 297.0
