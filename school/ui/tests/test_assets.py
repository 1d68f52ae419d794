import gzip
import re
from pathlib import Path

from school.ui import assets

STYLES = Path(assets.__file__).parent / "static" / "ui" / "css"


def published(target: Path) -> Path:
    return target / assets.publish(target)


def test_publishing_makes_two_sheets_one_of_which_starts_with_the_order_of_layers(
    tmp_path: Path,
) -> None:
    style = (published(tmp_path) / assets.BUNDLE).read_text()
    assert style.startswith(
        "@layer reset,tokens,base,components,pages,utilities,print;"
    )
    sheets = {sheet.name for sheet in tmp_path.rglob("*.css")}
    assert sheets == {assets.BUNDLE, assets.STAFF_BUNDLE}


def test_publishing_twice_gives_the_same_place(tmp_path: Path) -> None:
    assert assets.publish(tmp_path) == assets.publish(tmp_path)
    assert [place.name for place in tmp_path.iterdir()] == [assets.digest()]


def test_an_address_names_the_published_file(tmp_path: Path) -> None:
    assets.publish(tmp_path)
    for path in ("ui/js/app.js", "school.css", "ui/icon.svg"):
        address = assets.asset(path)
        assert (tmp_path / address.removeprefix("/static/")).is_file()


def test_the_style_sheet_keeps_its_budget(tmp_path: Path) -> None:
    style = (published(tmp_path) / assets.BUNDLE).read_bytes()
    assert len(gzip.compress(style, 9)) <= 12 * 1024


def test_what_only_staff_needs_is_no_part_of_a_familys_sheet(tmp_path: Path) -> None:
    place = published(tmp_path)
    assert ".registry" in (place / assets.STAFF_BUNDLE).read_text()
    assert ".registry" not in (place / assets.BUNDLE).read_text()


def test_every_sheet_stays_inside_a_layer_and_below_the_floor_of_browsers() -> None:
    too_new = re.compile(
        r":has\(|light-dark\(|color-mix\(|oklch\(|@container|!important"
    )
    for sheet in STYLES.rglob("*.css"):
        style = sheet.read_text()
        assert re.search(r"@layer \w+", style), sheet
        assert not too_new.search(style), sheet
        assert len(style.splitlines()) <= 150, sheet


def test_colours_live_in_tokens_only() -> None:
    for sheet in STYLES.rglob("*.css"):
        if sheet.name in ("tokens.css", "tokens-dark.css", "print.css"):
            continue
        assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(", sheet.read_text()), sheet


def test_every_meaning_that_is_used_is_declared() -> None:
    everything = "".join(sheet.read_text() for sheet in STYLES.rglob("*.css"))
    used = set(re.findall(r"var\((--[\w-]+)", everything))
    declared = set(re.findall(r"(--[\w-]+):", everything))
    assert used <= declared, used - declared


def test_both_ways_to_the_dark_theme_are_one_list() -> None:
    style = (STYLES / "tokens-dark.css").read_text()
    by_device, by_page = re.findall(r":root[^{]*\{(.*?)\n\s*\}", style, re.DOTALL)
    assert by_device.split() == by_page.split()
    light = (STYLES / "tokens.css").read_text()
    for name in re.findall(r"(--[\w-]+):", by_page):
        assert f"{name}:" in light, name
