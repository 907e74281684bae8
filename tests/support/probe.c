/* What a process may do where it runs: tries it and says "yes" or "no" to each, a line "WHAT yes|no (why)".
 *
 *   probe PORT PID     a port of this machine on which somebody listens; a process of the same account */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static void say(const char *what, bool can)
{
    if (can)
        printf("%s yes\n", what);
    else
        printf("%s no (%s)\n", what, strerror(errno));
    (void)fflush(stdout);
}

static bool can_connect(int port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool can;

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    can = fd >= 0 && connect(fd, (const struct sockaddr *)&at, sizeof at) == 0;
    if (fd >= 0)
        (void)close(fd);
    return can;
}

static bool can_make_socket(int family, int type, int protocol)
{
    int fd = socket(family, type | SOCK_CLOEXEC, protocol);

    if (fd >= 0)
        (void)close(fd);
    return fd >= 0;
}

static bool can_write(const char *folder)
{
    char path[200];
    int fd;

    (void)snprintf(path, sizeof path, "%s/probe-%d", folder, (int)getpid());
    fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    (void)close(fd);
    (void)unlink(path);
    return true;
}

static bool can_read(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd >= 0)
        (void)close(fd);
    return fd >= 0;
}

static bool can_trace(pid_t pid)
{
    if (ptrace(PTRACE_ATTACH, pid, NULL, NULL) != 0)
        return false;
    (void)waitpid(pid, NULL, 0);
    (void)ptrace(PTRACE_DETACH, pid, NULL, NULL);
    return true;
}

static bool can_make_code(void)
{
    void *page =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    return page != MAP_FAILED;
}

static bool can_set_clock(void)
{
    struct timeval now;

    return gettimeofday(&now, NULL) == 0 && settimeofday(&now, NULL) == 0;
}

/* In a child: a program that was let do it is another one afterwards. */
static bool can(bool (*act)(void))
{
    int status = 0;
    pid_t child = fork();

    if (child == 0)
        _exit(act() ? 0 : errno ? errno : 1);
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
        errno = EPERM;
        return false;
    }
    errno = WEXITSTATUS(status);
    return WEXITSTATUS(status) == 0;
}

static bool make_namespace(void)
{
    return unshare(CLONE_NEWUSER) == 0;
}

static bool become_root(void)
{
    return setresuid(0, 0, 0) == 0 && geteuid() == 0;
}

static bool mount_something(void)
{
    return mount("none", "/mnt", "tmpfs", 0, NULL) == 0;
}

static bool make_setuid(void)
{
    return mknod("/var/lib/anjungan/probe", S_IFREG | S_ISUID | 0700, 0) == 0
           && unlink("/var/lib/anjungan/probe") == 0;
}

static bool load_module(void)
{
    return syscall(SYS_finit_module, -1, "", 0) == 0 || errno == EBADF;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    say("state", can_write("/var/lib/anjungan"));
    say("etc", can_write("/etc"));
    say("usr", can_write("/usr/bin"));
    say("home", can_read("/run/user/visitor/letter"));
    say("shadow", can_read("/etc/shadow"));
    say("network", can_connect((int)strtol(argv[1], NULL, 10)));
    say("raw-socket", can_make_socket(AF_INET, SOCK_RAW, IPPROTO_ICMP));
    say("packet-socket", can_make_socket(AF_PACKET, SOCK_RAW, 0));
    say("bluetooth", can_make_socket(AF_BLUETOOTH, SOCK_RAW, 0));
    say("ptrace", can_trace((pid_t)strtol(argv[2], NULL, 10)));
    say("memory-device", can_read("/dev/mem"));
    say("disk-device", can_read("/dev/probe-disk"));
    say("kernel-log", can_read("/dev/kmsg"));
    say("kernel-setting", can_write("/proc/sys/kernel"));
    say("write-and-execute", can_make_code());
    say("clock", can(can_set_clock));
    say("namespace", can(make_namespace));
    say("root", can(become_root));
    say("mount", can(mount_something));
    say("setuid-file", can(make_setuid));
    say("module", can(load_module));
    return 0;
}
