# Second stage, both documents: what runs inside the private mount namespace. Words: the host's mount namespace, case, nonce,
# digest of the collector, then those of the document.
set -u
before=$1 case_id=$2 nonce=$3 digest=$4
shift 4
place='' child='' bound=''

# One line on stdout; $2 holds only characters that JSON needs no escape for (see `plain`).
say_error() { printf '{"error":{"code":"%s","message":"%s"}}\n' "$1" "$2"; }

# Text of the host, cut and reduced to harmless characters.
plain() { tr '\n' ' ' | tr -cd 'A-Za-z0-9 ._:/,=()-' | cut -c 1-240; }

is_running() {
  state=''
  read -r state <"/proc/$1/stat" || return 1
  case $state in (*') Z '* | *') X '*) return 1 ;; esac
} 2>/dev/null

# Ends what runs, unmounts, exits. The end of the namespace would unmount too.
finish() {
  trap '' HUP INT TERM
  if [ -n "$child" ] && is_running "$child"; then
    kill -TERM "$child" 2>/dev/null
    turns=0
    while is_running "$child" && [ "$turns" -lt 13 ]; do
      turns=$((turns + 1))
      sleep 1
    done
    kill -KILL "$child" 2>/dev/null
  fi
  release
  exit "$1"
}

release() {
  [ -z "$place" ] || umount -n -l "$place" 2>/dev/null
}

fail() {
  say_error "$1" "$2"
  finish 1
}

has() { command -v "$1" >/dev/null 2>&1; }

trap 'fail collector-killed "the command was cancelled before its end"' HUP INT TERM

# Programs that could wait for ever run under a limit, where the host has one.
if timeout --foreground -k 1 5 true 2>/dev/null; then
  bound='timeout --foreground -k 10'
elif timeout 5 true 2>/dev/null; then
  bound='timeout'
fi
bounded() {
  seconds=$1
  shift
  if [ -n "$bound" ]; then
    # shellcheck disable=SC2086 # the limit's words are meant to be split
    $bound "$seconds" "$@"
  else
    "$@"
  fi
}

refuse_word() { fail bad-parameter "the parameter $1 has characters or a length that are not allowed"; }
case $case_id in ('' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*) refuse_word caseId ;; esac
case ${#nonce}/$nonce in (32/*[!0-9a-f]*) refuse_word nonce ;; (32/*) ;; (*) refuse_word nonce ;; esac
case ${#digest}/$digest in (64/*[!0-9a-f]*) refuse_word toolDigest ;; (64/*) ;; (*) refuse_word toolDigest ;; esac

now_in=$(readlink /proc/self/ns/mnt 2>/dev/null)
if [ -z "$now_in" ] || [ "$now_in" = "$before" ] || ! mount -n --make-rprivate / 2>/dev/null; then
  fail no-private-namespace "the mount namespace could not be made private"
fi

is_mount_point() {
  while read -r _ _ _ _ point _; do
    [ "$point" = "$1" ] && return 0
  done </proc/self/mountinfo
  return 1
}

# A directory that exists, so that none has to be made on a disk, and that hides nothing when it is covered: those that the kernel
# keeps in sysfs as mount points for rarely used file systems; else an empty one, looked into without changing its access time.
choose_place() {
  for place in /sys/kernel/config /sys/fs/fuse/connections /sys/fs/pstore; do
    [ -d "$place" ] && ! is_mount_point "$place" && return 0
  done
  for place in /mnt /media /srv /opt; do
    if [ ! -d "$place" ] || [ -L "$place" ] || is_mount_point "$place"; then continue; fi
    mount -n --bind "$place" "$place" 2>/dev/null || continue
    if mount -n -o remount,bind,ro,noatime "$place" 2>/dev/null && is_empty "$place"; then
      umount -n "$place" 2>/dev/null && return 0
    fi
    umount -n -l "$place" 2>/dev/null
  done
  place=/sys/kernel/config
  [ -d "$place" ] && return 0
  place=''
  return 1
}

is_empty() {
  for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    if [ -e "$entry" ] || [ -L "$entry" ]; then return 1; fi
  done
}

# Mounts a tmpfs of at most half of the memory that is free and at most $1 MiB; $room tells how many it became.
make_room() {
  room=0
  while read -r name value _; do
    [ "$name" = MemAvailable: ] && room=$((value / 2048)) && break
  done </proc/meminfo
  [ "$room" -gt "$1" ] && room=$1
  [ "$room" -ge "$2" ] || fail no-space "too little free memory: room for $room MiB, $2 are needed"
  choose_place || fail no-tmpfs "no directory to mount on"
  options="size=${room}m,nr_inodes=20000,mode=0700,nosuid,nodev"
  mount -n -t tmpfs -o "$options,noswap" needletail "$place" 2>/dev/null ||
    mount -n -t tmpfs -o "$options" needletail "$place" 2>/dev/null || {
    place=''
    fail no-tmpfs "the kernel refused a tmpfs"
  }
  cd "$place" || fail no-tmpfs "the tmpfs cannot be entered"
}

# The SHA-256 of a file, or nothing.
digest_of() {
  if has sha256sum; then
    sum=$(sha256sum <"$1" 2>/dev/null)
  elif has openssl; then
    sum=$(openssl dgst -sha256 -r <"$1" 2>/dev/null)
  elif has python3; then
    sum=$(python3 -I -S -c 'import hashlib, sys
print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())' <"$1" 2>/dev/null)
  else
    sum=''
  fi
  printf '%s' "${sum%%[!0-9a-f]*}"
}

# Checks, and proves that it can be started here, before anything is collected.
check_tool() {
  found=$(digest_of "$1")
  [ -n "$found" ] || fail digest-mismatch "no program here can check the digest of the collector"
  [ "$found" = "$digest" ] || fail digest-mismatch "the collector has another digest: $found"
  chmod 0500 "$1" || fail exec-refused "the collector cannot be made executable"
  "$1" version </dev/null >/dev/null 2>&1
  status=$?
  [ "$status" -lt 126 ] || fail exec-refused "starting the collector ended with $status: $(refusal)"
}

# What on this host may have refused: the only hint there is from outside the kernel.
refusal() {
  why=''
  while read -r _ point _ options _; do
    [ "$point" = "$place" ] && case ",$options," in (*,noexec,*) why="$why the tmpfs is noexec," ;; esac
  done </proc/self/mounts
  read -r flag </sys/fs/selinux/enforce && [ "$flag" = 1 ] && why="$why SELinux is enforcing,"
  read -r flag </sys/module/apparmor/parameters/enabled && [ "$flag" = Y ] && why="$why AppArmor is enabled,"
  [ -e /run/fapolicyd ] && why="$why fapolicyd is there,"
  read -r words </proc/cmdline && case $words in (*ima_appraise=enforce*) why="$why IMA appraisal is enforced," ;; esac
  why=${why# }
  printf '%s' "${why:-no reason to be seen; noexec, SELinux, fapolicyd, IMA or an endpoint agent are usual}" |
    sed 's/,$//'
} 2>/dev/null

# Runs a program as $child, so that a signal to this shell reaches it, and waits: output in ./out, errors in ./err.
run() {
  "$@" </dev/null >out 2>err &
  child=$!
  wait "$child"
  status=$?
  child=''
}

# $1 seconds of wall clock, $2 the directory of the evidence, then further options.
collect() {
  wall=$1 share=$2
  shift 2
  case $wall in ('' | *[!0-9]* | 0?* | ??????*) refuse_word wallSeconds ;; esac
  set -- collect --share "$share" --case "$case_id" --nonce "$nonce" --quiet --wall "$wall" "$@"
  case ${AWS_SSM_INSTANCE_ID:-}/${SSM_COMMAND_ID:-} in
    (*[!A-Za-z0-9/-]* | /* | */) ;;
    (*) set -- "$@" --invocation-instance "$AWS_SSM_INSTANCE_ID" --invocation-command "$SSM_COMMAND_ID" ;;
  esac
  # The collector keeps its budget itself; the limit around it is for a file system that no longer answers.
  if [ "$wall" -gt 0 ] && [ -n "$bound" ]; then
    # shellcheck disable=SC2086 # the limit's words are meant to be split
    run $bound "$((wall + 180 + ${job_seconds:-0}))" ./needletail-collector "$@"
  else
    run ./needletail-collector "$@"
  fi
  if [ "$status" -eq 124 ] || { [ "$status" -gt 128 ] && [ "$status" -ne 130 ]; }; then
    fail collector-killed "the collector ended with $status: $(plain <err)"
  fi
  if [ ! -s out ]; then
    { printf 'room' >probe; } 2>/dev/null || fail no-space "the evidence did not fit into $room MiB of memory"
    case $(plain <err) in (*'o space left'*) fail no-space "the evidence did not fit: $(plain <err)" ;; esac
    fail collector-killed "the collector ended with $status and no summary: $(plain <err)"
  fi
  head -n 1 out
  case $status in (0 | 1 | 3 | 130) code=$status ;; (*) code=1 ;; esac
}

# The bundle's directory as the summary names it, relative to the share $1. Text of the host cannot forge the key: there its quotes
# are escaped.
find_bundle() {
  bundle=$(head -n 1 out | sed -n 's/.*"bundle":"\([^"\\]*\)".*/\1/p')
  case $bundle in
    (*/../* | */..) bundle='' ;;
    ("$1"/*) bundle=${bundle#"$1"/} ;;
    (*) bundle='' ;;
  esac
  [ -n "$bundle" ] && [ -d "$1/$bundle" ] && [ ! -L "$1/$bundle" ]
}
