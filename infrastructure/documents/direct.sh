# The direct lane: collector by HTTPS into memory, collect, pack, upload to a write-once object. Nothing reaches a disk of the host.
tool_url=$1 bundle_url=$2 wall=$3

for url in "$tool_url" "$bundle_url"; do
  case $url in
    (*[!A-Za-z0-9.:/?=\&%~_+-]*) refuse_word URL ;;
    (http://* | https://*) ;;
    (*) refuse_word URL ;;
  esac
done

make_room 1024 48

size_of() {
  size=$(wc -c <"$1" 2>/dev/null) || size=0
  size=${size##* }
  case $size in ('' | *[!0-9]*) size=0 ;; esac
  printf '%s' "$size"
}

# URLs go to curl and python3 by standard input: they are signed, and every user sees arguments.
by_curl() {
  printf 'url = "%s"\n' "$1" | bounded 180 curl -q -sS -f --proto '=http,https' --connect-timeout 15 --max-time 170 \
    --retry 2 --max-filesize 67108864 -o needletail-collector -K - 2>err
}
by_wget() {
  # BusyBox's wget does not check certificates.
  case $1 in (https:*) wget --version 2>/dev/null | grep -q '^GNU' || return 1 ;; esac
  SYSTEM_WGETRC=/dev/null WGETRC=/dev/null bounded 180 wget -q -T 20 -O needletail-collector "$1" 2>err
}
by_python() {
  printf '%s' "$1" | bounded 180 python3 -I -S -c 'import sys, urllib.request
left = 64 << 20
with urllib.request.urlopen(sys.stdin.read(), timeout=30) as answer, open("needletail-collector", "wb") as file:
    while True:
        block = answer.read(1 << 20)
        left -= len(block)
        if left < 0:
            sys.exit("larger than 64 MiB")
        if not block:
            break
        file.write(block)' 2>err
}

fetch() {
  tried=''
  for program in curl wget python3; do
    has "$program" || continue
    : >err
    case $program in
      (curl) by_curl "$1" ;;
      (wget) by_wget "$1" ;;
      (python3) by_python "$1" ;;
    esac && return 0
    tried="$tried $program ended with $? ($(tail -n 1 err | plain));"
    rm -f needletail-collector
  done
  [ -n "$tried" ] || fail no-fetcher "neither curl, nor wget, nor python3 is there"
  fail fetch-failed "the collector could not be fetched:$tried"
}

fetch "$tool_url"
[ "$(size_of needletail-collector)" -le 67108864 ] || fail fetch-failed "what was fetched is larger than 64 MiB"
check_tool ./needletail-collector

# The bundle and its tar lie side by side in the tmpfs.
share_mebibytes=$(((room - 4 - $(size_of needletail-collector) / 1048576) / 2))
[ "$share_mebibytes" -ge 8 ] || fail no-space "too little free memory for the evidence: $share_mebibytes MiB"
mkdir share || fail no-space "the tmpfs is full"
collect "$wall" "$place/share" --profile quick --share-bytes "$share_mebibytes"

upload_line() {
  printf '{"upload":{"status":"%s","http":%s,"bytes":%s,"sha256":"%s"}}\n' "$1" "$2" "$3" "$4"
}

put_by_curl() {
  http=$(printf 'url = "%s"\n' "$bundle_url" | bounded 900 curl -q -sS --proto '=http,https' --connect-timeout 15 \
    --max-time 890 --retry 2 -H 'If-None-Match: *' -H 'Expect:' -o answer -w '%{http_code}' -T bundle.tar -K - 2>err)
}
put_by_python() {
  http=$(printf '%s' "$bundle_url" | bounded 900 python3 -I -S -c 'import os, sys, urllib.error, urllib.request
headers = {"Content-Length": str(os.path.getsize("bundle.tar")), "If-None-Match": "*", "Content-Type": "application/x-tar"}
request = urllib.request.Request(sys.stdin.read(), data=open("bundle.tar", "rb"), headers=headers, method="PUT")
try:
    print(urllib.request.urlopen(request, timeout=60).status)
except urllib.error.HTTPError as error:
    print(error.code)' 2>err)
}

upload() {
  for program in curl python3; do
    has "$program" || continue
    case $program in
      (curl) put_by_curl ;;
      (python3) put_by_python ;;
    esac
    case $http in ([1-5][0-9][0-9]) return 0 ;; esac
    http=0
  done
}

http=0
if ! find_bundle "$place/share" || ! ./needletail-collector pack "share/$bundle" --output bundle.tar </dev/null >/dev/null 2>err; then
  upload_line skipped 0 0 ''
  finish "$code"
fi
bytes=$(size_of bundle.tar)
sum=$(digest_of bundle.tar)
upload
case $http in
  (2??) upload_line stored "$http" "$bytes" "$sum" ;;
  (*) upload_line failed "$http" "$bytes" "$sum" ;;
esac
finish "$code"
