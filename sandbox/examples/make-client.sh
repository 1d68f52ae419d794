#!/bin/sh
# A key, a certificate and clients.toml for a system called EXAMPLE: make-client.sh FOLDER
# Needs OpenSSL with the GOST engine (in Debian: libengine-gost-openssl).
set -eu
mkdir -p "$1"
cd "$1"
openssl req -engine gost -x509 -newkey gost2012_256 -pkeyopt paramset:A -md_gost12_256 \
    -nodes -days 365 -subj /CN=EXAMPLE -keyout client.key -out client.pem 2>/dev/null
cat >clients.toml <<'END'
[[client]]
id = "EXAMPLE"
certificate = "client.pem"
redirect = ["http://127.0.0.1:8080"]
name = "Пример"
purpose = "показать, как входят"
END
