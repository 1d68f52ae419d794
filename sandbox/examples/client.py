"""A client in Python's standard library: python client.py FOLDER SANDBOX [PORT]

FOLDER is what make-client.sh made. Open http://127.0.0.1:8080/ in a browser, sign in,
and the page shows who came. A real client also checks both tokens by ЕСИА's key, keeps
the state in the visitor's session, and uses PKCE.
"""

import base64
import json
import subprocess
import sys
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen
from uuid import uuid4

FOLDER, SANDBOX = Path(sys.argv[1]), sys.argv[2].rstrip("/")
PORT = int(sys.argv[3]) if len(sys.argv) > 3 else 8080
BACK = f"http://127.0.0.1:{PORT}/return"
SCOPE = "openid fullname birthdate snils"
ENGINE = ["openssl", "dgst", "-engine", "gost", "-md_gost12_256"]
WAITING = set()


def signed(end=""):
    """What both requests have in common; `end` closes the signed string."""
    fields = {
        "client_id": "EXAMPLE",
        "scope": SCOPE,
        "timestamp": datetime.now(UTC).strftime("%Y.%m.%d %H:%M:%S +0000"),
        "state": str(uuid4()),
        "redirect_uri": BACK,
    }
    text = "".join(fields.values()) + end
    raw = openssl([*ENGINE, "-sign", FOLDER / "client.key"], text.encode())
    der = openssl(["openssl", "x509", "-in", FOLDER / "client.pem", "-outform", "der"])
    return fields | {
        "client_secret": base64.urlsafe_b64encode(raw).decode(),
        "client_certificate_hash": openssl([*ENGINE, "-binary"], der).hex(),
    }


def openssl(command, stdin=b""):
    return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout


def address_to_go():
    fields = signed() | {"response_type": "code"}
    WAITING.add(fields["state"])
    return f"{SANDBOX}/aas/oauth2/v2/ac?{urlencode(fields)}"


def person_of(code):
    fields = signed(code) | {"code": code, "grant_type": "authorization_code"}
    form = urlencode(fields | {"token_type": "Bearer"}).encode()
    token = json.load(urlopen(f"{SANDBOX}/aas/oauth2/v3/te", form))["access_token"]
    claims = base64.urlsafe_b64decode(token.split(".")[1] + "==")
    oid = json.loads(claims)["urn:esia:sbj_id"]
    head = {"Authorization": f"Bearer {token}"}
    return json.load(urlopen(Request(f"{SANDBOX}/rs/prns/{oid}", headers=head)))


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        if parts.path != "/return":
            self.send_response(302)
            self.send_header("Location", address_to_go())
            self.end_headers()
            return
        told = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if told.get("state") not in WAITING or "code" not in told:
            self.answer(403, told)
            return
        WAITING.discard(told["state"])
        self.answer(200, person_of(told["code"]))

    def answer(self, status, value):
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.end_headers()
        self.wfile.write(json.dumps(value, ensure_ascii=False, indent=1).encode())

    def log_message(self, *words):
        pass


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", PORT), Page)
    print(f"Откройте http://127.0.0.1:{PORT}/", flush=True)
    server.serve_forever()
