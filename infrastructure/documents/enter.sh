#!/bin/sh
# First stage of both Systems Manager documents: clean environment, checked words, private mount namespace, second stage.
# scripts/build-documents cuts this file at @WORDS@, which becomes the document's parameters, and at @INNER@, which becomes the second
# stage (common.sh and direct.sh or collect.sh), quoted. No here-document anywhere: older shells keep those in a file on the disk.
set -u
umask 077
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
unset LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT LD_DEBUG LD_DEBUG_OUTPUT LD_PROFILE LD_PROFILE_OUTPUT GCONV_PATH HOSTALIASES \
  LOCALDOMAIN RES_OPTIONS TMPDIR ENV BASH_ENV CDPATH GLOBIGNORE PYTHONPATH PYTHONHOME PYTHONSTARTUP \
  CURL_HOME CURL_SSL_BACKEND SSL_CERT_FILE SSL_CERT_DIR SSLKEYLOGFILE OPENSSL_CONF OPENSSL_MODULES OPENSSL_ENGINES

fail() {
  printf '{"error":{"code":"%s","message":"%s"}}\n' "$1" "$2"
  exit 1
}

user=
while read -r name _ rest; do
  if [ "$name" = Uid: ]; then user=${rest%%[!0-9]*}; break; fi
done </proc/self/status 2>/dev/null
[ "$user" = 0 ] || fail not-root "the command must run as root; it runs as user ${user:-unknown}"

set -- @WORDS@
inner='@INNER@'

# The second stage compares: a mount namespace that is still the host's must not be mounted in.
before=$(readlink /proc/self/ns/mnt 2>/dev/null)
[ -n "$before" ] || fail no-private-namespace "the kernel does not tell the mount namespace"

if unshare -m true 2>/dev/null; then
  exec unshare -m /bin/sh -c "$inner" needletail "$before" "$@"
fi
python='import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
if libc.unshare(0x20000) or libc.mount(None, b"/", None, 0x44000, None):
    sys.exit(1)
if len(sys.argv) > 1:
    os.execv("/bin/sh", ["/bin/sh", "-c"] + sys.argv[1:])'
if python3 -I -S -c "$python" 2>/dev/null; then
  exec python3 -I -S -c "$python" "$inner" needletail "$before" "$@"
fi
fail no-private-namespace "neither unshare nor python3 could make a private mount namespace"
