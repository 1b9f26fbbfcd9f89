# The share lane: two NFS mounts by address inside the private mount namespace, collect into the second, end.
tools_address=$1 evidence_address=$2 job=$3 wall=$4

for word in "$tools_address" "$evidence_address"; do
  case $word in (*[!0-9.]* | '' | ????????????????*) refuse_word address ;; esac
done
case ${#job}/$job in (4/none) ;; (64/*[!0-9a-f]*) refuse_word jobName ;; (64/*) ;; (*) refuse_word jobName ;; esac

# A job's programs lie in memory too.
if [ "$job" = none ]; then make_room 160 48; else make_room 416 48; fi
mkdir tools evidence || fail no-tmpfs "the tmpfs cannot be written"

# Values that Amazon EFS recommends. `hard`: a short write must not look like a written one.
nfs_options='rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport'

# Our address as the server sees it. NFS 4.1 uses it only to tell clients apart, so that any address of this host will do.
own_address() {
  address=''
  if has ip; then
    address=$(ip -4 route get "$1" 2>/dev/null)
    case $address in (*' src '*) address=${address#* src } address=${address%%[!0-9.]*} ;; (*) address='' ;; esac
  fi
  if [ -z "$address" ]; then
    while read -r mark value kind; do
      case $mark in
        ('|--') last=$value ;;
        (/32) [ "$value $kind" = 'host LOCAL' ] && case $last in (127.*) ;; (*) address=$last && break ;; esac ;;
      esac
    done </proc/net/fib_trie
  fi
  printf '%s' "$address"
} 2>/dev/null

nfs_known() {
  while read -r first second; do
    if [ "$first" = nfs4 ] || [ "$second" = nfs4 ]; then return 0; fi
  done </proc/filesystems
  return 1
}

modules_loaded() {
  names=''
  while read -r name _; do
    case $name in (nfs | nfsv4 | sunrpc | lockd | grace | fscache | netfs | auth_rpcgss | dns_resolver) names="$names$name " ;; esac
  done </proc/modules
  printf '%s' "${names% }"
} 2>/dev/null

# $1 address, $2 directory, $3 options.
attach() {
  if [ -x /sbin/mount.nfs4 ] || [ -x /usr/sbin/mount.nfs4 ]; then
    method=helper
    bounded 90 mount -n -t nfs4 -o "$3,nfsvers=4.1,$nfs_options" "$1:/" "$2" </dev/null >err 2>&1
  else
    method=kernel
    own=$(own_address "$1")
    [ -n "$own" ] || fail mount-refused "this host's own IPv4 address was not found"
    bounded 90 mount -n -i -t nfs4 -o "$3,vers=4.1,proto=tcp,addr=$1,clientaddr=$own,$nfs_options" "$1:/" "$2" \
      </dev/null >err 2>&1
  fi
  status=$?
  [ "$status" -eq 0 ] && return 0
  if [ "$method" = kernel ] && ! nfs_known; then
    fail no-nfs "the kernel has no NFS client and there is no mount.nfs4"
  fi
  fail mount-refused "mounting $1 as $method ended with $status: $(plain <err)"
}

# Lazily, because a server that is gone would hold a plain unmount; what was written is flushed when files are closed.
release() {
  cd / || :
  for mounted in evidence tools; do
    [ -z "$place" ] || bounded 60 umount -n "$place/$mounted" 2>/dev/null || umount -n -l "$place/$mounted" 2>/dev/null
  done
  [ -z "$place" ] || umount -n -l "$place" 2>/dev/null
}

modules_before=$(modules_loaded)
attach "$tools_address" tools ro,nosuid,nodev
attach "$evidence_address" evidence nosuid,nodev,noexec

# A copy in memory: nobody can change it on the share between the check of its digest and its start.
bounded 120 cp "tools/tools/$digest/needletail-collector" needletail-collector 2>err ||
  fail fetch-failed "the collector could not be read from the tools share: $(plain <err)"
check_tool ./needletail-collector

# Every value of a member of the job, which is one line without spaces outside of texts; quotes inside texts are escaped there.
job_values() {
  tr ',{}[]' '\n' <job.json | sed -n "s/^\"$1\":\"\{0,1\}\([0-9a-f]\{1,64\}\)\"\{0,1\}\$/\1/p"
}

# A responder's own programs (docs/formats/tools.md), copied like the collector. One that is missing or altered is not made executable; the
# collector looks at it again, does not run it, and the ledger says why. It does not cost the collection.
job_seconds=0
set --
if [ "$job" != none ]; then
  bounded 60 cp "tools/jobs/$job.json" job.json 2>err ||
    fail fetch-failed "the job could not be read from the tools share: $(plain <err)"
  found=$(digest_of job.json)
  [ "$found" = "$job" ] || fail digest-mismatch "the job has another digest: $found"
  # Kept free for the collector's answer.
  { mkdir own && dd if=/dev/zero of=reserve bs=65536 count=16 2>err; } || fail no-space "the tmpfs is full"
  for item in $(job_values program) $(job_values plan); do
    [ ! -e "own/$item" ] || continue
    bounded 120 cp "tools/tools/$item/$item" "own/$item" 2>err || { rm -f "own/$item" && continue; }
    if [ "$(digest_of "own/$item")" = "$item" ]; then chmod 0500 "own/$item"; else chmod 0400 "own/$item"; fi
  done
  rm -f reserve
  for item in $(job_values seconds); do job_seconds=$((job_seconds + item + 15)); done
  set -- --job "$place/job.json" --job-programs "$place/own"
fi

collect "$wall" "$place/evidence" --profile standard "$@"
find_bundle "$place/evidence" || bundle=''
printf '{"share":{"bundle":"%s","source":"%s:/","method":"%s","modules":"%s"}}\n' \
  "$(printf '%s' "$bundle" | plain)" "$evidence_address" "$method" \
  "$(if [ "$modules_before" = "$(modules_loaded)" ]; then :; else modules_loaded; fi)"
finish "$code"
