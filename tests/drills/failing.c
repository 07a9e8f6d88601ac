// Preloaded below the server: lets the n-th call of one kind fail, as a file that a drill maps tells it to.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct order {
    _Atomic int kind;     // which call; 0: none
    _Atomic int left;     // so many of them go well before one fails
    _Atomic int fault;    // errno
    _Atomic int failed;   // so many have failed
    _Atomic int seen;     // calls of this kind since the order was given
};

enum kind { none, k_malloc, k_open, k_read, k_write, k_sync, k_accept, k_connect, k_send, k_receive, k_socket, k_thread };

static struct order *orders;

__attribute__((constructor)) static void begin(void) {
    char const *path = getenv("BALIE_DRILL_FAILING");
    if (path == NULL) { return; }
    int const file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) { return; }
    void *mapped = mmap(NULL, sizeof(struct order), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (mapped != MAP_FAILED) { orders = mapped; }
}

static int fails(enum kind kind) {
    if (orders == NULL || orders->kind != (int)kind) { return 0; }
    ++orders->seen;
    if (atomic_fetch_sub(&orders->left, 1) != 0) { return 0; }
    orders->kind = none;
    ++orders->failed;
    errno = orders->fault;
    return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

extern void *__libc_malloc(size_t);
void *malloc(size_t size) { return fails(k_malloc) ? NULL : __libc_malloc(size); }

int open(char const *path, int flags, ...) {
    if (fails(k_open)) { return -1; }
    __builtin_va_list more;
    __builtin_va_start(more, flags);
    mode_t const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? __builtin_va_arg(more, mode_t) : 0;
    __builtin_va_end(more);
    return NEXT(open)(path, flags, mode);
}

// A disk fails; the kernel's own wake-ups, which are read and written too, do not.
static int is_on_disk(int file) {
    struct stat seen;
    return fstat(file, &seen) == 0 && S_ISREG(seen.st_mode);
}

ssize_t read(int file, void *bytes, size_t size) { return is_on_disk(file) && fails(k_read) ? -1 : NEXT(read)(file, bytes, size); }
ssize_t write(int file, void const *bytes, size_t size) {
    return is_on_disk(file) && fails(k_write) ? -1 : NEXT(write)(file, bytes, size);
}
ssize_t writev(int file, struct iovec const *parts, int count) {
    return is_on_disk(file) && fails(k_write) ? -1 : NEXT(writev)(file, parts, count);
}
ssize_t pwrite(int file, void const *bytes, size_t size, off_t at) {
    return is_on_disk(file) && fails(k_write) ? -1 : NEXT(pwrite)(file, bytes, size, at);
}
int fdatasync(int file) { return fails(k_sync) ? -1 : NEXT(fdatasync)(file); }
int accept(int socket, struct sockaddr *from, socklen_t *size) { return fails(k_accept) ? -1 : NEXT(accept)(socket, from, size); }
int accept4(int socket, struct sockaddr *from, socklen_t *size, int flags) {
    return fails(k_accept) ? -1 : NEXT(accept4)(socket, from, size, flags);
}
int connect(int socket, struct sockaddr const *to, socklen_t size) { return fails(k_connect) ? -1 : NEXT(connect)(socket, to, size); }

// Whose call was answered so has a dead line: the other side must hear of it too, or waits for what never comes.
static int breaks(enum kind kind, int line) {
    if (!fails(kind)) { return 0; }
    int const fault = errno;
    shutdown(line, SHUT_RDWR);
    errno = fault;
    return 1;
}

ssize_t send(int socket, void const *bytes, size_t size, int flags) { return breaks(k_send, socket) ? -1 : NEXT(send)(socket, bytes, size, flags); }
ssize_t sendmsg(int socket, struct msghdr const *message, int flags) { return breaks(k_send, socket) ? -1 : NEXT(sendmsg)(socket, message, flags); }
ssize_t recv(int socket, void *bytes, size_t size, int flags) { return breaks(k_receive, socket) ? -1 : NEXT(recv)(socket, bytes, size, flags); }
ssize_t recvmsg(int socket, struct msghdr *message, int flags) { return breaks(k_receive, socket) ? -1 : NEXT(recvmsg)(socket, message, flags); }
int socket(int domain, int type, int protocol) { return fails(k_socket) ? -1 : NEXT(socket)(domain, type, protocol); }
