"""A busy web server: a blog in PHP, an application server, scanners that fail."""
from parts import logs, packages
from parts.unit import Register, require
from . import clean, common

SENTENCE = "busy web server: a PHP blog, application workers, many requests, scanners that fail"
lookalike = Register("lookalike")
DAY = 86400
SITE = "/var/www/blog"
PAGES = ["/", "/2026/10/hello", "/wp-content/themes/plain/style.css", "/wp-login.php", "/feed/", "/wp-json/wp/v2/posts", "/wp-admin/admin-ajax.php?action=heartbeat",
         "/?s=select+a+shell", "/download?file=report.pdf", "/api/v1/orders?cmd=list"]


def services(g):
    """The usual services; PHP workers of a vendor's package; a Node application."""
    common.basic_services(g)
    packages.install(g, "php-fpm-vendor", "8.2.20-1", ["/usr/sbin/php-fpm8.2"], age=30 * DAY)
    g.start("php-master", ["php-fpm: master process (/etc/php/8.2/fpm/php-fpm.conf)"], path="/usr/sbin/php-fpm8.2", script="comm\tphp-fpm8.2\nunix\t/run/php8.2-fpm.sock\nshared", unit="system.slice/php8.2-fpm.service")
    for n in range(6):
        g.start(f"php-{n}", ["php-fpm: pool www"], path="/usr/sbin/php-fpm8.2", user="www-data", script="comm\tphp-fpm8.2\nshared", unit="system.slice/php8.2-fpm.service")
    now = g.now
    g.write("/var/log/nginx/access.log", logs.join(logs.access(now - DAY, now - 5, "busy-web", 900, 0.12, PAGES)), 0o640, "www-data")
    g.run("sh", "-c", "kill -USR1 $(cat /run/nginx.pid)")
    for n in range(30):
        g.ask_world(do="http", source=f"198.51.100.{30 + n % 20}", method="GET", path=logs.PROBES[n % len(logs.PROBES)] if n % 3 else "/")


@lookalike("LW01", "PHP application with functions that scanners look for", "", [f"{SITE}/wp-includes/class-mailer.php", f"{SITE}/wp-content/plugins/resize/resize.php"],
           {"path": [f"{SITE}/wp-includes/class-mailer.php", f"{SITE}/wp-content/plugins/resize/resize.php"]}, "ordinary PHP")
def php_application(g):
    texts = {"index.php": "<?php\nrequire __DIR__ . '/wp-load.php';\n", "wp-load.php": "<?php\ndefine('ROOT', __DIR__);\nrequire ROOT . '/wp-config.php';\n",
             "wp-config.php": "<?php\ndefine('DB_NAME', 'blog');\ndefine('DB_USER', 'blog');\ndefine('DB_PASSWORD', 'in-the-vault');\n",
             "wp-includes/class-mailer.php": "<?php\nclass Mailer {\n    function body($m) { return base64_decode($m['raw']); }\n    function send($to, $text) { return mail($to, 'Blog', chunk_split(base64_encode($text))); }\n}\n",
             "wp-content/plugins/resize/resize.php": "<?php\nfunction resize_image($file, $width) {\n    $from = escapeshellarg($file);\n    exec(\"convert $from -resize \" . (int)$width . ' out.jpg', $lines, $code);\n    return $code === 0;\n}\n",
             "wp-content/themes/plain/functions.php": "<?php\nadd_filter('the_content', function ($t) { return preg_replace_callback('/x/', 'strtoupper', $t); });\n"}
    texts.update({f"wp-includes/part-{n:03}.php": f"<?php\nfunction part_{n}($value) {{\n    return $value + {n};\n}}\n" for n in range(300)})
    for name, text in texts.items():
        g.write(f"{SITE}/{name}", text, age=28 * DAY)
    for n in range(60):
        g.write(f"{SITE}/wp-content/uploads/2026/{n % 12 + 1:02}/photo {n}.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8, age=(n + 2) * DAY // 2)
    g.write(f"{SITE}/wp-content/cache/page-{'0f' * 16}.php", "<?php die(); ?>a:1:{s:4:\"body\";s:2:\"hi\";}", age=DAY)
    common.own_tree(g, SITE, "www-data")


@lookalike("LW02", "scanners ask for known holes and get 404", "", ["/shell?cd+/tmp;wget"], {"path": "/var/log/nginx/access.log", "text": "404"}, "background noise")
def scanners(g):
    pass  # in the log


@lookalike("LW03", "legitimate parameter named cmd", "", ["/api/v1/orders?cmd=list"], {"path": "/var/log/nginx/access.log", "text": "cmd=list"}, "ordinary application")
def cmd_parameter(g):
    pass  # in the log


@lookalike("LW04", "workers with titles as arguments", "", ["php-fpm: pool www"], {"process": ["php-master", "php-0", "php-5"]}, "PHP-FPM")
def titles(g):
    pass  # running


@lookalike("LW05", "Node application with executable memory of its own (JIT)", "", ["/opt/frontend/node/bin/node"], {"process": "node"}, "V8",
           check=lambda g: require("rwxp" in g.read(f"/proc/{g.processes['node']}/maps"), "no such memory"))
def node(g):
    g.program("/opt/frontend/node/bin/node", "node 20.11", age=26 * DAY)
    g.write("/opt/frontend/server.js", "require('http').createServer((q, r) => r.end('ok')).listen(3000)\n", age=26 * DAY)
    g.start("node", ["node", "/opt/frontend/server.js"], path="/opt/frontend/node/bin/node", user="www-data", cwd="/opt/frontend", script="comm\tnode\nrwx\nthread\tV8 Worker\ntcp-listen\t127.0.0.1\t3000", unit="system.slice/frontend.service")


@lookalike("LW06", "temporary uploads and sessions of PHP in /tmp", "", ["/tmp/phpQ7x2kA", "/var/lib/php/sessions"], {"path": ["/tmp/phpQ7x2kA", "/var/lib/php/sessions/sess_0a1b2c3d4e"]}, "PHP")
def uploads(g):
    g.write("/tmp/phpQ7x2kA", b"\x89PNG" + b"\0" * 3000, 0o600, "www-data")
    for n in range(40):
        g.write(f"/var/lib/php/sessions/sess_{n:02x}1b2c3d4e" if n else "/var/lib/php/sessions/sess_0a1b2c3d4e", "user|i:1;", 0o600, "www-data", n * 700)


LOOKALIKES = clean.LOOKALIKES + lookalike.units
