"""The messages against the lines of the documents they come from.

`001`, `003` and `004` are the source documents' numbers, then the line in the document.
Where the documents stand beside the project, the quotations are checked against them.
"""

import re
from pathlib import Path

import pytest

from school.access import messages

QUOTED: tuple[tuple[str, int, str, str], ...] = (
    (
        "001",
        12,
        messages.DIARY_NOT_FOUND_MINOR.text,
        "«Ваш дневник не найден. Чтобы решить проблему, попросите родителей сообщить о"
        " ней через *форму обратной связи (ссылка для перехода на форму подачи"
        " обращения платформы обратной связи)*»",
    ),
    (
        "003",
        47,
        messages.DIARY_NOT_FOUND_MINOR.text,
        "«Ваш дневник не найден. Чтобы решить проблему, попросите родителей сообщить о"
        " ней через *форму обратной связи (ссылка для перехода на форму подачи"
        " обращения платформы обратной связи)*».",
    ),
    *(
        (
            document,
            line,
            messages.DIARY_NOT_FOUND.text,
            "«Ваш дневник не найден. Чтобы решить проблему, сообщите о ней через *форму"
            " обратной связи (ссылка для перехода на форму подачи обращения платформы"
            " обратной связи)*»",
        )
        for document, line in (("001", 18), ("001", 25), ("003", 62), ("003", 79))
    ),
    *(
        (
            document,
            line,
            messages.CONSENT_OF_PARENT.text,
            "«Для входа в дневник нужно согласие одного из родителей»",
        )
        for document, line in (("001", 13), ("003", 51))
    ),
    *(
        (
            document,
            line,
            messages.CONSENT_OF_PARENT_EXPLAINED,
            "Согласия уже запрошены автоматически — родителям в их личные кабинеты на"
            " портале Госуслуг придут уведомления. Чтобы выдать согласие, одному из"
            " родителей нужно перейти по ссылке из уведомления.",
        )
        for document, line in (("001", 13), ("003", 53))
    ),
    *(
        (
            document,
            line,
            messages.CONSENT_OWN.text,
            "«Для входа в дневник необходимо согласие. Перейдите по ссылке из"
            " уведомления, направленного в ваш личный кабинет на Госуслугах",
        )
        for document, line in (("001", 19), ("001", 26), ("003", 66), ("003", 83))
    ),
    ("004", 62, messages.NOT_IN_SYSTEM.lines[0], "Уважаемые пользователи!"),
    (
        "004",
        63,
        messages.NOT_IN_SYSTEM.lines[1],
        "Указанные Вами при регистрации на портале «Госуслуги» номер телефона/СНИЛС не"
        " найдены в системе «Электронная школа».",
    ),
    (
        "004",
        64,
        messages.NOT_IN_SYSTEM.lines[2],
        "Для получения доступа к электронному дневнику/журналу обратитесь в"
        " образовательную организацию.",
    ),
)

PROJECT = Path(__file__).resolve().parents[3]
DOCUMENTS = PROJECT.parent / "shared" / "seeds"


def _bare(quotation: str) -> str:
    """Without the asterisks, the bracket that describes the link, the final stop."""
    bare = re.sub(r" \(ссылка[^)]*\)", "", quotation.replace("*", ""))
    bare = bare.rstrip(".")
    if bare.startswith("«"):
        bare = bare[1:].removesuffix("»")
    return bare.rstrip(".")


@pytest.mark.parametrize(("document", "line", "text", "quotation"), QUOTED)
def test_a_message_is_the_source_document_byte_for_byte(
    document: str, line: int, text: str, quotation: str
) -> None:
    assert text.rstrip(".") == _bare(quotation), f"{document}, line {line}"


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not here")
@pytest.mark.parametrize(("document", "line", "text", "quotation"), QUOTED)
def test_a_quotation_stands_in_its_document_at_its_line(
    document: str, line: int, text: str, quotation: str
) -> None:
    (path,) = DOCUMENTS.glob(f"{document}_*.txt")
    # Some documents carry form feeds: only line feeds number their lines.
    lines = path.read_text(encoding="utf-8").split("\n")
    assert quotation in lines[line - 1]


def test_the_link_is_the_words_of_the_feedback_form() -> None:
    for message in (messages.DIARY_NOT_FOUND, messages.DIARY_NOT_FOUND_MINOR):
        assert message.link == "форму обратной связи"
        assert message.text.endswith(message.link)


def test_the_button_is_cyrillic() -> None:
    assert messages.NOT_IN_SYSTEM.button == "ОТМЕНА"
    assert messages.NOT_IN_SYSTEM.button.encode() == bytes.fromhex(
        "d09ed0a2d09cd095d09dd090"
    )


def test_no_message_has_a_no_break_space_or_a_final_stop() -> None:
    for message in messages.ALL:
        assert "\N{NO-BREAK SPACE}" not in message.text
        if message is not messages.NOT_IN_SYSTEM:
            assert not message.text.endswith(".")


def test_keys_are_unique() -> None:
    assert len({message.key for message in messages.ALL}) == len(messages.ALL)
