# The share lane: two NFS mounts by address inside the private mount namespace, collect into the second, end.
tools_address=$1 evidence_address=$2 job=$3 wall=$4

for word in "$tools_address" "$evidence_address"; do
  case $word in (*[!0-9.]* | '' | ????????????????*) refuse_word address ;; esac
done
case $job in ('' | *[!a-z0-9-]*) refuse_word jobName ;; esac

make_room 160 48
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

# Reserved: a responder's own tools. The workflow will name a job file here; until then one that is there changes nothing.
[ ! -f "tools/jobs/$job.json" ] || :

collect "$wall" "$place/evidence" --profile standard
find_bundle "$place/evidence" || bundle=''
printf '{"share":{"bundle":"%s","source":"%s:/","method":"%s","modules":"%s"}}\n' \
  "$(printf '%s' "$bundle" | plain)" "$evidence_address" "$method" \
  "$(if [ "$modules_before" = "$(modules_loaded)" ]; then :; else modules_loaded; fi)"
finish "$code"
