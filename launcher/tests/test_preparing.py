"""Both sides of a demonstration are told the same, by whichever road."""

import tomllib
from pathlib import Path

import pytest

from launcher import environment, preparing


def told(home: Path, road: str) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """The systems that the sandbox knows, by id, and what the product is told."""
    home.joinpath("sandbox").mkdir()
    source = {"SCHOOL_HOME": str(home), "SANDBOX_PORT": "8101", "IDENTITY_ROAD": road}
    wishes = environment.read(source)
    file = preparing.write_clients(wishes)
    clients = tomllib.loads(file.read_text("utf-8"))["client"]
    known = {client["id"]: client for client in clients}
    return known, preparing.demo_environment(wishes)


def test_the_gateway_knows_the_secret_of_the_product(tmp_path: Path) -> None:
    clients, product = told(tmp_path, "gateway")
    ours = clients[product["GATEWAY_CLIENT_ID"]]
    assert ours["kind"] == "oidc"
    assert ours["secret"] == product["GATEWAY_CLIENT_SECRET"]
    assert "http://127.0.0.1:8000" in ours["redirect"]
    assert product["IDENTITY_ROAD"] == "gateway"
    assert product["GATEWAY_ISSUER"] == "http://127.0.0.1:8101"


@pytest.mark.parametrize("road", ["", "esia"])
def test_straight_to_esia_is_the_road_unless_told_otherwise(
    tmp_path: Path, road: str
) -> None:
    clients, product = told(tmp_path, road)
    assert product["ESIA_CLIENT_ID"] in clients
    assert product["IDENTITY_ROAD"] == "esia"
    assert not [name for name in product if name.startswith("GATEWAY_")]
