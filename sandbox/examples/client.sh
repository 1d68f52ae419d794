#!/bin/sh
# The whole way by curl and openssl: client.sh FOLDER SANDBOX LOGIN PASSWORD
# FOLDER is what make-client.sh made. It signs in as the person and prints him.
set -eu
folder=$1 sandbox=$2 login=$3 password=$4
back=http://127.0.0.1:8080/return
scope="openid fullname birthdate snils"
jar=$(mktemp)
trap 'rm -f "$jar"' EXIT

sign() { # the 64 bytes s‖r, in base64url
    printf %s "$1" |
        openssl dgst -engine gost -md_gost12_256 -sign "$folder/client.key" 2>/dev/null |
        base64 -w0 | tr '+/' '-_'
}
field() { # one value out of an address: field NAME ADDRESS
    printf %s "$2" | sed -n "s/.*[?&]$1=\([^&]*\).*/\1/p"
}
value() { # one value out of JSON on a line: value NAME
    sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"
}
hash=$(openssl x509 -in "$folder/client.pem" -outform der |
    openssl dgst -engine gost -md_gost12_256 -r 2>/dev/null | cut -d' ' -f1)

# 1. v2/ac: client_id, scope, timestamp, state, redirect_uri are signed, in this order.
timestamp=$(date -u '+%Y.%m.%d %H:%M:%S +0000') state=$(cat /proc/sys/kernel/random/uuid)
asked=$(curl -sS -G -o /dev/null -w '%{redirect_url}' "$sandbox/aas/oauth2/v2/ac" \
    --data-urlencode "client_id=EXAMPLE" --data-urlencode "scope=$scope" \
    --data-urlencode "timestamp=$timestamp" --data-urlencode "state=$state" \
    --data-urlencode "redirect_uri=$back" --data-urlencode "response_type=code" \
    --data-urlencode "client_certificate_hash=$hash" \
    --data-urlencode "client_secret=$(sign "EXAMPLE$scope$timestamp$state$back")")

# 2. The person types the password. (In life this is a browser.)
came=$(curl -sS -b "$jar" -c "$jar" -o /dev/null -w '%{redirect_url}' "$sandbox/login" \
    --data-urlencode "ask=$(field ask "$asked")" --data-urlencode "do=enter" \
    --data-urlencode "login=$login" --data-urlencode "password=$password")
code=$(field code "$came")
[ -n "$code" ] || { echo "Кода нет: $came" >&2; exit 1; }

# 3. v3/te: a new state and timestamp; the code closes the signed string.
timestamp=$(date -u '+%Y.%m.%d %H:%M:%S +0000') state=$(cat /proc/sys/kernel/random/uuid)
token=$(curl -sS "$sandbox/aas/oauth2/v3/te" \
    --data-urlencode "client_id=EXAMPLE" --data-urlencode "scope=$scope" \
    --data-urlencode "timestamp=$timestamp" --data-urlencode "state=$state" \
    --data-urlencode "redirect_uri=$back" --data-urlencode "code=$code" \
    --data-urlencode "grant_type=authorization_code" --data-urlencode "token_type=Bearer" \
    --data-urlencode "client_certificate_hash=$hash" \
    --data-urlencode "client_secret=$(sign "EXAMPLE$scope$timestamp$state$back$code")" |
    value access_token)

# 4. The oid stands in the token: in its second part, under urn:esia:sbj_id.
claims=$(printf %s "$token" | cut -d. -f2 | tr -- '-_' '+/')
while [ $((${#claims} % 4)) -ne 0 ]; do claims="$claims="; done
oid=$(printf %s "$claims" | base64 -d | sed -n 's/.*"urn:esia:sbj_id":\([0-9]*\).*/\1/p')
curl -sS -H "Authorization: Bearer $token" "$sandbox/rs/prns/$oid"
echo
