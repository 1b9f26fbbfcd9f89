/* A stand-in program. It does nothing by itself: it reads orders, one a line,
 * from its standard input, carries them out, answers "ready" and waits.
 * Nothing of that shows in its arguments or its environment. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/fuse.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

static int ticking;
static void *kept[16];

static void fail(const char *what) {
    dprintf(1, "%s: %s\n", what, strerror(errno));
    _exit(1);
}

/* Renames the process, whichever thread asks. */
static void rename_self(const char *name) {
    int f = open("/proc/self/comm", O_WRONLY | O_CLOEXEC);
    if (f < 0 || write(f, name, strlen(name)) < 0) fail("comm");
    close(f);
}

static struct sockaddr_in address(const char *ip, const char *port) {
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
    if (inet_pton(AF_INET, ip, &a.sin_addr) != 1) { errno = EINVAL; fail("address"); }
    return a;
}

static void open_socket(const char *how, const char *ip, const char *port, const char *source) {
    int datagram = !strcmp(how, "udp-listen");
    int s = socket(AF_INET, datagram ? SOCK_DGRAM : SOCK_STREAM, 0), on = 1;
    if (s < 0) fail("socket");
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in a = address(ip, port);
    if (!strcmp(how, "tcp-connect")) {
        if (source) {
            struct sockaddr_in from = address(source, "0");
            if (bind(s, (struct sockaddr *)&from, sizeof from)) fail("bind");
        }
        if (connect(s, (struct sockaddr *)&a, sizeof a)) fail("connect");
        return;
    }
    if (bind(s, (struct sockaddr *)&a, sizeof a)) fail("bind");
    if (!datagram && listen(s, 4)) fail("listen");
}

/* A packet socket whose filter lets one magic UDP port through. */
static void packet_socket(int protocol) {
    struct sock_filter code[] = {
        {0x28, 0, 0, 12}, {0x15, 0, 4, 0x0800}, {0x30, 0, 0, 23}, {0x15, 0, 2, 17},
        {0x28, 0, 0, 36}, {0x15, 1, 0, 7255},   {0x06, 0, 0, 0},  {0x06, 0, 0, 65535},
    };
    struct sock_fprog filter = {sizeof code / sizeof *code, code};
    int s = socket(AF_PACKET, SOCK_RAW, htons((uint16_t)protocol));
    if (s < 0) fail("packet socket");
    if (setsockopt(s, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter)) fail("filter");
}

static void promiscuous(const char *name) {
    int s = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL));
    struct packet_mreq request = {.mr_ifindex = (int)if_nametoindex(name), .mr_type = PACKET_MR_PROMISC};
    struct sockaddr_ll a = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL),
                            .sll_ifindex = request.mr_ifindex};
    if (s < 0 || bind(s, (struct sockaddr *)&a, sizeof a)) fail("sniffer");
    if (setsockopt(s, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &request, sizeof request)) fail("promisc");
}

static void unix_socket(const char *path) {
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    int s = socket(AF_UNIX, SOCK_STREAM, 0);
    snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
    if (s < 0 || bind(s, (struct sockaddr *)&a, sizeof a) || listen(s, 4)) fail("unix");
}

static void memory_file(const char *name, int executable) {
    int m = memfd_create(name, 0);
    char page[4096];
    memset(page, 0xC3, sizeof page);
    if (m < 0 || write(m, page, sizeof page) != sizeof page) fail("memfd");
    int protection = PROT_READ | (executable ? PROT_EXEC : PROT_WRITE);
    kept[0] = mmap(NULL, sizeof page, protection, MAP_SHARED, m, 0);
    if (kept[0] == MAP_FAILED) fail("map memfd");
}

static void writable_code(void) {
    kept[1] = mmap(NULL, 65536, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (kept[1] == MAP_FAILED) fail("map");
    memset(kept[1], 0x90, 60000);
}

static void shared_memory(void) {
    kept[2] = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (kept[2] == MAP_FAILED) fail("shared memory");
}

static void *idle_thread(void *name) {
    prctl(PR_SET_NAME, name);
    for (;;) pause();
    return NULL;
}

/* ---- a process whose memory lock is never free again ---------------------
 * A child serves a one-file FUSE file system until told to stop. The target
 * maps that file, detaches the mount and tells the server to stop reading
 * requests. Then one thread reads the mapped page through /proc/self/mem: the
 * kernel takes the target's memory lock for reading and waits for a page that
 * never comes. A second thread asks for the lock to write, and from then on
 * everybody else who wants to read (cmdline, environ) queues behind it.
 * Every wait can be killed: the request stays *unread* in the queue, the locks
 * are taken killably; and the end of the server, which alone holds the
 * connection, aborts the request. */
struct lock { char *page; pid_t reader; };

static void *hold_lock(void *given) {
    struct lock *l = given;
    char byte;
    int f = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    l->reader = (pid_t)syscall(SYS_gettid);
    if (pread(f, &byte, 1, (off_t)(uintptr_t)l->page) < 0) { /* interrupted: the process ends */ }
    for (;;) pause();
    return NULL;
}

static void *queue_for_lock(void *unused) {
    usleep(150000); /* the process has answered by then and sleeps */
    mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (;;) pause();
    return unused;
}

static void reply(int f, uint64_t unique, int error, const void *body, size_t length) {
    struct { struct fuse_out_header h; char b[512]; } out = {
        .h = {.len = (uint32_t)(sizeof(struct fuse_out_header) + length), .error = -error, .unique = unique}};
    if (length) memcpy(out.b, body, length);
    if (write(f, &out, out.h.len) < 0) { /* the requester has gone */ }
}

static struct fuse_attr attributes(uint64_t node) {
    struct fuse_attr a = {.ino = node, .size = node == 1 ? 0 : 65536, .blocks = 128, .nlink = 1,
                          .mode = node == 1 ? S_IFDIR | 0755 : S_IFREG | 0644, .blksize = 4096};
    return a;
}

static void answer(int f, char *request) {
    struct fuse_in_header *in = (struct fuse_in_header *)request;
    switch (in->opcode) {
    case FUSE_INIT: {
        struct fuse_init_in *wish = (struct fuse_init_in *)(in + 1);
        struct fuse_init_out out = {.major = FUSE_KERNEL_VERSION, .minor = FUSE_KERNEL_MINOR_VERSION,
                                    .max_write = 4096, .max_background = 4, .time_gran = 1};
        if (wish->minor < out.minor) out.minor = wish->minor;
        reply(f, in->unique, 0, &out, sizeof out); /* no FUSE_ASYNC_READ: readers stay killable */
        break;
    }
    case FUSE_LOOKUP: {
        struct fuse_entry_out out = {.nodeid = 2, .attr_valid = 3600, .entry_valid = 3600, .attr = attributes(2)};
        reply(f, in->unique, 0, &out, sizeof out);
        break;
    }
    case FUSE_GETATTR: {
        struct fuse_attr_out out = {.attr_valid = 3600, .attr = attributes(in->nodeid)};
        reply(f, in->unique, 0, &out, sizeof out);
        break;
    }
    case FUSE_OPEN: case FUSE_OPENDIR: {
        struct fuse_open_out out = {.fh = 1, .open_flags = FOPEN_KEEP_CACHE};
        reply(f, in->unique, 0, &out, sizeof out);
        break;
    }
    case FUSE_FLUSH: case FUSE_RELEASE: case FUSE_RELEASEDIR:
        reply(f, in->unique, 0, NULL, 0);
        break;
    case FUSE_FORGET: case FUSE_BATCH_FORGET: case FUSE_INTERRUPT:
        break;
    default:
        reply(f, in->unique, ENOSYS, NULL, 0);
    }
}

static void serve(int f, int stop) {
    static char request[1 << 17];
    fcntl(f, F_SETFL, O_NONBLOCK);
    fcntl(stop, F_SETFL, O_NONBLOCK);
    for (char c;;) {
        if (read(stop, &c, 1) == 1) break;
        ssize_t n = read(f, request, sizeof request);
        if (n > 0) answer(f, request);
        else if (n < 0 && errno == ENODEV) _exit(0);
        else usleep(500);
    }
    for (;;) pause();
}

static void stall(const char *folder, const char *comm) {
    int f = open("/dev/fuse", O_RDWR | O_CLOEXEC), stop[2];
    char options[128], path[256], byte = 0;
    if (f < 0) fail("/dev/fuse");
    snprintf(options, sizeof options, "fd=%d,rootmode=40000,user_id=0,group_id=0", f);
    if (mount("cachefs", folder, "fuse", MS_NOSUID | MS_NODEV, options)) fail("mount fuse");
    if (pipe(stop)) fail("pipe");
    pid_t server = fork();
    if (server < 0) fail("fork");
    if (server == 0) {
        int null = open("/dev/null", O_RDWR);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        prctl(PR_SET_NAME, comm);
        dup2(null, 0); dup2(null, 1); dup2(null, 2);
        serve(f, stop[0]);
    }
    close(f);
    snprintf(path, sizeof path, "%s/args", folder);
    int file = open(path, O_RDONLY);
    if (file < 0) fail("open on fuse");
    static struct lock l;
    pthread_t holder, waiter;
    l.page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, file, 0);
    if (l.page == MAP_FAILED) fail("map fuse");
    close(file);
    if (umount2(folder, MNT_DETACH)) fail("umount");
    usleep(20000); /* the RELEASE of the closed file is answered before the stop */
    if (write(stop[1], &byte, 1) != 1) fail("stop");
    close(stop[0]);
    close(stop[1]);
    if (pthread_create(&holder, NULL, hold_lock, &l) || pthread_create(&waiter, NULL, queue_for_lock, NULL)) fail("thread");
}

static void obey(char *line) {
    char *w[6] = {0};
    int n = 0;
    for (char *p = strtok(line, "\t"); p && n < 6; p = strtok(NULL, "\t")) w[n++] = p;
    if (!n) return;
    if (!strcmp(w[0], "comm")) rename_self(w[1]);
    else if (!strcmp(w[0], "tcp-listen") || !strcmp(w[0], "udp-listen") || !strcmp(w[0], "tcp-connect"))
        open_socket(w[0], w[1], w[2], w[3]);
    else if (!strcmp(w[0], "packet")) packet_socket(ETH_P_ALL);
    else if (!strcmp(w[0], "promisc")) promiscuous(w[1]);
    else if (!strcmp(w[0], "icmp")) { if (socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) < 0) fail("icmp"); }
    else if (!strcmp(w[0], "unix")) unix_socket(w[1]);
    else if (!strcmp(w[0], "open")) { if (open(w[1], O_RDWR | O_CREAT | O_APPEND, 0600) < 0) fail(w[1]); }
    else if (!strcmp(w[0], "unlink")) { if (unlink(w[1])) fail(w[1]); }
    else if (!strcmp(w[0], "memfd")) memory_file(w[1], 0);
    else if (!strcmp(w[0], "memfd-exec")) memory_file(w[1], 1);
    else if (!strcmp(w[0], "shared")) shared_memory();
    else if (!strcmp(w[0], "rwx")) writable_code();
    else if (!strcmp(w[0], "tick")) ticking = 1;
    else if (!strcmp(w[0], "trace")) { if (ptrace(PTRACE_SEIZE, atoi(w[1]), 0, 0)) fail("trace"); }
    else if (!strcmp(w[0], "thread")) { pthread_t t; pthread_create(&t, NULL, idle_thread, strdup(w[1])); }
    else if (!strcmp(w[0], "stall")) stall(w[1], w[2]);
    else { errno = EINVAL; fail(w[0]); }
}

static char orders[8192];

int main(void) {
    size_t length = 0;
    ssize_t n;
    while (length < sizeof orders - 1 && (n = read(0, orders + length, sizeof orders - 1 - length)) > 0) {
        length += (size_t)n;
        if (orders[length - 1] == '\n') break;
    }
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    for (char *line = orders, *end; (end = strchr(line, '\n')); line = end + 1) {
        char copy[1024];
        snprintf(copy, sizeof copy, "%.*s", (int)(end - line), line);
        obey(copy);
    }
    if (write(1, "ready\n", 6) != 6) return 1;
    int null = open("/dev/null", O_RDWR);
    dup2(null, 0); dup2(null, 1); dup2(null, 2);
    if (null > 2) close(null);
    for (volatile unsigned long x = 0;;) {
        if (!ticking) { pause(); continue; }
        for (int i = 0; i < 200000; i++) x += (unsigned long)i;
        usleep(200000);
    }
}
