/* Counts the calls that change storage, and lets the n-th one fail or be the last.
   Loaded with LD_PRELOAD by tests/store/breaking.py, which calls arm() in a forked child. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long left = 0; /* calls until the fault; 0 = none is wanted */
static int fault = 0; /* an errno, or 0 = die */
static int onwards = 0; /* whether all later calls fail as well */
static long calls = 0;

void arm(long at, int error, int on) { left = at; fault = error; onwards = on; calls = 0; }
long counted(void) { return calls; }

static int faulty(void) {
    calls++;
    if (left == 0 || (left > 1 && left--)) return 0;
    if (!onwards) left = 0;
    if (!fault) kill(getpid(), SIGKILL);
    errno = fault;
    return 1;
}

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *b, size_t n) {
    if (fd > 2 && faulty()) return -1;
    return REAL(ssize_t, write, int, const void *, size_t)(fd, b, n);
}
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t at) {
    if (faulty()) return -1;
    return REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)(fd, b, n, at);
}
ssize_t pwrite(int fd, const void *b, size_t n, off_t at) {
    if (faulty()) return -1;
    return REAL(ssize_t, pwrite, int, const void *, size_t, off_t)(fd, b, n, at);
}
int fsync(int fd) { return faulty() ? -1 : REAL(int, fsync, int)(fd); }
int fdatasync(int fd) { return faulty() ? -1 : REAL(int, fdatasync, int)(fd); }
int rename(const char *a, const char *b) {
    return faulty() ? -1 : REAL(int, rename, const char *, const char *)(a, b);
}
int unlink(const char *a) { return faulty() ? -1 : REAL(int, unlink, const char *)(a); }
int ftruncate64(int fd, off64_t n) { return faulty() ? -1 : REAL(int, ftruncate64, int, off64_t)(fd, n); }
int utimensat(int d, const char *p, const struct timespec t[2], int f) {
    return faulty() ? -1 : REAL(int, utimensat, int, const char *, const struct timespec *, int)(d, p, t, f);
}
static int made(const char *path, int flags, int mode) {
    if ((flags & O_CREAT) && faulty()) return -1;
    return REAL(int, open64, const char *, int, ...)(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list more; va_start(more, flags); int mode = va_arg(more, int); va_end(more);
    return made(path, flags, mode);
}
int open(const char *path, int flags, ...) {
    va_list more; va_start(more, flags); int mode = va_arg(more, int); va_end(more);
    return made(path, flags, mode);
}
