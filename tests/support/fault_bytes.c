/* Bytes between client and server, cut or lost where the fault says. */
#include "support/fault_way.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MS = 20, LINGER_TICKS = 50 };

union any_address {
    struct sockaddr any;
    struct sockaddr_un local;
    struct sockaddr_in net;
};

static socklen_t address_read(const char *text, union any_address *out)
{
    const char *port = strrchr(text, ':');
    char host[64] = "";

    memset(out, 0, sizeof *out);
    if (strncmp(text, "unix:", 5) == 0) {
        out->local.sun_family = AF_UNIX;
        snprintf(out->local.sun_path, sizeof out->local.sun_path, "%s", text + 5);
        return sizeof out->local;
    }
    if (!port || (size_t)(port - text) >= sizeof host)
        return 0;
    memcpy(host, text, (size_t)(port - text));
    out->net.sin_family = AF_INET;
    out->net.sin_port = htons((uint16_t)strtoul(port + 1, NULL, 10));
    return inet_pton(AF_INET, host, &out->net.sin_addr) == 1 ? sizeof out->net : 0;
}

int fault_connect(const char *address)
{
    union any_address to;
    socklen_t len = address_read(address, &to);
    int fd = len ? socket(to.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0) : -1;

    if (fd >= 0 && connect(fd, &to.any, len) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

int fault_listen(const char *address, char shown[128])
{
    union any_address at;
    socklen_t len = address_read(address, &at);
    int fd = len ? socket(at.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0) : -1;
    int yes = 1;

    if (fd < 0)
        return -1;
    if (at.any.sa_family == AF_UNIX)
        unlink(at.local.sun_path);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, &at.any, len) != 0 || listen(fd, 128) != 0)
        return -1;
    snprintf(shown, 128, "%s", address);
    if (at.any.sa_family == AF_INET && getsockname(fd, &at.any, &len) == 0) {
        char host[64];
        inet_ntop(AF_INET, &at.net.sin_addr, host, sizeof host);
        snprintf(shown, 128, "%s:%u", host, ntohs(at.net.sin_port));
    }
    return fd;
}

/* One direction of a connection. */
struct lane {
    int from, to;
    int64_t total; /* bytes read */
    int64_t most;  /* passed on at most; the connection is cut there, unless it is a hole */
    bool is_hole;
    bool has_ended;
};

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t done = send(fd, bytes, len, MSG_NOSIGNAL);
        if (done <= 0)
            return false;
        bytes += done;
        len -= (size_t)done;
    }
    return true;
}

/* False: the connection is over. */
static bool carry(struct lane *lane, int64_t delay_ms, bool is_swallowed)
{
    char bytes[16384];
    int64_t room = lane->most - lane->total;
    ssize_t got = read(lane->from, bytes, sizeof bytes);

    if (got <= 0) {
        lane->has_ended = true;
        return got == 0 && shutdown(lane->to, SHUT_WR) == 0;
    }
    if (delay_ms > 0)
        nanosleep(&(struct timespec){delay_ms / 1000, delay_ms % 1000 * 1000000}, NULL);
    lane->total += got;
    if (is_swallowed || room < 0)
        room = 0;
    if (!write_all(lane->to, bytes, got < room ? (size_t)got : (size_t)room))
        return false;
    return got < room || lane->is_hole || is_swallowed;
}

/* Lets what was passed on arrive: a close with bytes unread would reset the connection and take
 * delivered bytes back. */
static void part(int client, int server)
{
    struct pollfd ends[2] = {{.fd = client, .events = POLLIN}, {.fd = server, .events = POLLIN}};
    char bytes[4096];

    shutdown(client, SHUT_WR);
    shutdown(server, SHUT_WR);
    for (int i = 0; i < LINGER_TICKS && (ends[0].fd >= 0 || ends[1].fd >= 0); i++) {
        if (poll(ends, 2, TICK_MS) <= 0)
            continue;
        for (int end = 0; end < 2; end++) {
            if (ends[end].revents && read(ends[end].fd, bytes, sizeof bytes) <= 0)
                ends[end].fd = -1;
        }
    }
}

static void account(struct fault_house *house, const struct lane *up, const struct lane *down)
{
    fault_house_lock(house);
    house->up = up->total;
    house->down = down->total;
    fault_house_unlock(house);
}

void fault_carry_bytes(struct fault_house *house, int client, const char *target,
                       struct fault fault)
{
    int server = fault.kind == FAULT_REFUSE || house->partition == PARTITION_SHUT
                     ? -1
                     : fault_connect(target);
    struct lane up = {.from = client, .to = server, .most = INT64_MAX};
    struct lane down = {.from = server, .to = client, .most = INT64_MAX};
    struct lane *limited = fault.kind == FAULT_CUT_UP || fault.kind == FAULT_HOLE_UP ? &up : &down;
    bool is_hole = fault.kind == FAULT_HOLE_UP || fault.kind == FAULT_HOLE_DOWN;
    int64_t delay_ms = fault.kind == FAULT_DELAY ? fault.amount : 0;
    bool is_open = server >= 0;

    if (is_hole || fault.kind == FAULT_CUT_UP || fault.kind == FAULT_CUT_DOWN)
        limited->most = fault.amount;
    limited->is_hole = is_hole;
    is_open = is_open && (is_hole || limited->most > 0);
    while (is_open && house->partition != PARTITION_SHUT && !(up.has_ended && down.has_ended)) {
        struct pollfd ends[2] = {{.fd = up.has_ended ? -1 : client, .events = POLLIN},
                                 {.fd = down.has_ended ? -1 : server, .events = POLLIN}};
        if (poll(ends, 2, TICK_MS) <= 0)
            continue;
        if (ends[0].revents)
            is_open = carry(&up, delay_ms, house->partition == PARTITION_UP);
        if (is_open && ends[1].revents)
            is_open = carry(&down, delay_ms, house->partition == PARTITION_DOWN);
        account(house, &up, &down);
    }
    part(client, server);
}
