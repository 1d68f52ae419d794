<?php
// A client in PHP: FOLDER=… SANDBOX=http://127.0.0.1:8001 php -S 127.0.0.1:8080 client.php
// FOLDER is what make-client.sh made. Open http://127.0.0.1:8080/, sign in, and the page
// shows who came. A real client also checks both tokens by ЕСИА's key and uses PKCE.

session_start();
$folder = getenv('FOLDER');
$sandbox = rtrim(getenv('SANDBOX'), '/');
$back = 'http://' . $_SERVER['HTTP_HOST'] . '/return';

function run(string $command, string $stdin = ''): string
{
    $pipes = [];
    $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']], $pipes);
    fwrite($pipes[0], $stdin);
    fclose($pipes[0]);
    $printed = stream_get_contents($pipes[1]);
    if (proc_close($process) !== 0) {
        throw new RuntimeException("failed: $command");
    }
    return $printed;
}

function uuid(): string
{
    return preg_replace('/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/', '$1-$2-4$3-a$4-$5', bin2hex(random_bytes(16)));
}

function signed(string $end = ''): array
{
    global $folder, $back;
    $fields = [
        'client_id' => 'EXAMPLE',
        'scope' => 'openid fullname birthdate snils',
        'timestamp' => gmdate('Y.m.d H:i:s') . ' +0000',
        'state' => uuid(),
        'redirect_uri' => $back,
    ];
    $text = implode('', $fields) . $end;
    $engine = 'openssl dgst -engine gost -md_gost12_256';
    $raw = run("$engine -sign " . escapeshellarg("$folder/client.key"), $text);
    $der = run('openssl x509 -outform der -in ' . escapeshellarg("$folder/client.pem"));
    return $fields + [
        'client_secret' => rtrim(strtr(base64_encode($raw), '+/', '-_'), '='),
        'client_certificate_hash' => bin2hex(run("$engine -binary", $der)),
    ];
}

if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) !== '/return') {
    $fields = signed() + ['response_type' => 'code'];
    $_SESSION['state'] = $fields['state'];
    header("Location: $sandbox/aas/oauth2/v2/ac?" . http_build_query($fields));
    exit;
}

header('Content-Type: application/json; charset=utf-8');
if (!isset($_GET['code']) || !hash_equals($_SESSION['state'] ?? '-', $_GET['state'] ?? '')) {
    http_response_code(403);
    exit(json_encode($_GET, JSON_UNESCAPED_UNICODE));
}
unset($_SESSION['state']);
$form = signed($_GET['code']) + ['code' => $_GET['code'], 'grant_type' => 'authorization_code', 'token_type' => 'Bearer'];
$sent = ['http' => ['method' => 'POST', 'header' => 'Content-Type: application/x-www-form-urlencoded', 'content' => http_build_query($form)]];
$token = json_decode(file_get_contents("$sandbox/aas/oauth2/v3/te", false, stream_context_create($sent)))->access_token;
$claims = json_decode(base64_decode(strtr(explode('.', $token)[1], '-_', '+/')), true);
$sent = ['http' => ['header' => "Authorization: Bearer $token"]];
echo file_get_contents("$sandbox/rs/prns/" . $claims['urn:esia:sbj_id'], false, stream_context_create($sent));
