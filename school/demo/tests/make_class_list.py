"""Makes `data/class-list-5b.xlsx`, a class list such as a secretary sends.

Run once by hand: `python -m school.demo.tests.make_class_list`. The file is kept, and
only the file is read; this script is here to show how it came about. Everybody in it
is invented.
"""

from pathlib import Path

import xlsxwriter

from school.people import snils

PATH = Path(__file__).parents[1] / "data" / "class-list-5b.xlsx"
_MARIA = "Смирнова Мария Алексеевна"
PEOPLE = [
    ("Абрамова Алина Денисовна", "14.03.2015"),
    ("Ахметзянов Тимур Ильдарович", "02.07.2015"),
    ("Бурлакова София Андреевна", "27.11.2014"),
    ("Васильев Лев Константинович", "09.04.2015"),
    ("Горшкова Ева Михайловна", "18.08.2015"),
    ("Дьячков Глеб Павлович", "30.01.2015"),
    ("Ершова Алиса Игоревна", "22.06.2015"),
    ("Жидкова - Лапшина Ульяна Сергеевна", "05.10.2015"),
    ("Захаров Матвей Антонович", "11.02.2015"),
    ("Иванов Артемий Олегович", "16.09.2015"),
    ("Иванов Платон Олегович", "16.09.2015"),
    ("Каргин Савелий  Петрович", "08.12.2014"),
    ("Королёва Пелагея Дмитриевна", "25.05.2015"),
    ("Кузьмин Тимофей Алексеевич", "03.03.2015"),
    ("Мухаметшина Аделина Рустамовна", "19.07.2015"),
    ("Нуштаев Фёдор Николаевич", "28.10.2014"),
    (" Орлова Варвара Дмитриевна", "07.04.2015"),
    ("Петросян Давид", "13.06.2015"),
    ("Рябов Семён Ильич", "01.08.2015"),
    (_MARIA, "20.05.2015"),
    ("Соловьёва Есения Павловна", "24.02.2015"),
    ("Тихонов Фёдор Артёмович ", "17.11.2015"),
    ("Учайкина Злата Ивановна", "06.01.2015"),
    ("Чернышёв Константин Львович", "29.09.2015"),
    ("Юдина Арина Максимовна", "12.05.2015"),
]


def make(path: Path = PATH) -> None:
    """Write the book."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("5Б")
    title = book.add_format({"bold": True, "font_size": 13})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True})
    sheet.set_column("B:B", 38)
    sheet.set_column("C:D", 18)
    sheet.write("B1", "Список обучающихся 5 «Б» класса МБОУ «Школа № 12»", title)
    for place, words in enumerate(
        ("№ п/п", "ФИО обучающегося", "Дата рождения", "СНИЛС", "Примечание")
    ):
        sheet.write(2, place, words, head)
    for number, (name, born) in enumerate(PEOPLE, start=1):
        digits = snils.complete(900000002 if name == _MARIA else 901000000 + number)
        sheet.write_number(number + 2, 0, number)
        sheet.write_string(number + 2, 1, name)
        sheet.write_string(number + 2, 2, born)
        sheet.write_string(number + 2, 3, _as_typed(number, digits))
    sheet.write(len(PEOPLE) + 4, 4, "Кл. руководитель Петрова И. В.")
    book.close()


def _as_typed(number: int, digits: str) -> str:
    """Nobody types СНИЛС the same way twice."""
    if number % 3 == 0:
        return digits
    return f" {snils.shown(digits)}" if number % 7 == 0 else snils.shown(digits)


if __name__ == "__main__":
    make()
