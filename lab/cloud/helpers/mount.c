/* mount.nfs4 for test hosts: asks the server at the address, which is the lab, to attach the export.
 *
 * Usage as mount(8) calls it: mount.nfs4 ADDRESS:PATH DIRECTORY [-sfnvrw] [-o OPTIONS]
 * One request over TCP to port 2049: five lines, "MOUNT", our process id, the source, the directory, the options.
 * One line back: "OK", or a complaint. Exit code 32 is mount(8)'s "mount failed". */
#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int failed(const char *text) {
    fprintf(stderr, "mount.nfs4: %s\n", text);
    return 32;
}

int main(int argc, char **argv) {
    const char *source = NULL, *directory = NULL, *options = "";
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-o") == 0 && i + 1 < argc) options = argv[++i];
        else if (argv[i][0] == '-') continue;
        else if (!source) source = argv[i];
        else if (!directory) directory = argv[i];
    }
    if (!source || !directory) { fprintf(stderr, "usage: mount.nfs4 remotetarget dir [-rvVwfnsh] [-o nfsoptions]\n"); return 1; }
    const char *colon = strchr(source, ':');
    char host[64];
    if (!colon || (size_t)(colon - source) >= sizeof host) return failed("remote share not in 'host:dir' format");
    memcpy(host, source, (size_t)(colon - source));
    host[colon - source] = 0;
    char place[PATH_MAX];
    if (!realpath(directory, place)) { fprintf(stderr, "mount.nfs4: mount point %s does not exist\n", directory); return 32; }
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(2049)};
    if (inet_pton(AF_INET, host, &to.sin_addr) != 1) return failed("Failed to resolve server: Name or service not known");
    int link = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (link < 0) return failed(strerror(errno));
    if (connect(link, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS) return failed(strerror(errno));
    struct pollfd wait = {.fd = link, .events = POLLOUT};
    int error = 0;
    socklen_t size = sizeof error;
    if (poll(&wait, 1, 8000) < 1) return failed("Connection timed out");
    if (getsockopt(link, SOL_SOCKET, SO_ERROR, &error, &size) < 0 || error) return failed(strerror(error));
    char text[2 * PATH_MAX + 512];
    int length = snprintf(text, sizeof text, "MOUNT\n%ld\n%s\n%s\n%s\n", (long)getpid(), source, place, options);
    if (length <= 0 || (size_t)length >= sizeof text || write(link, text, (size_t)length) != length) return failed("request too long");
    size_t have = 0;
    while (have + 1 < sizeof text) {
        wait.events = POLLIN;
        if (poll(&wait, 1, 100000) < 1) return failed("Connection timed out");
        ssize_t got = read(link, text + have, sizeof text - 1 - have);
        if (got <= 0) break;
        have += (size_t)got;
        if (memchr(text, '\n', have)) break;
    }
    text[have] = 0;
    text[strcspn(text, "\n")] = 0;
    if (strcmp(text, "OK") == 0) return 0;
    return failed(have ? text : "Connection reset by peer");
}
