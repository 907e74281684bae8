/* Whole HTTP/1.1 messages between client and server, lost, doubled or in another order. */
#include "support/fault_way.h"
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct message {
    char *bytes; /* HELD_BYTES */
    size_t len;
};

static const char *header_find(const struct message *message, size_t head, const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; i + len < head; i++) {
        if (message->bytes[i] == '\n' && strncasecmp(message->bytes + i + 1, name, len) == 0)
            return message->bytes + i + 1 + len;
    }
    return NULL;
}

/* Whether a whole message is there; a reply without a length goes on to the end. */
static bool is_whole(const struct message *message, bool is_reply)
{
    const char *end = memmem(message->bytes, message->len, "\r\n\r\n", 4);
    size_t head = end ? (size_t)(end - message->bytes) + 4 : 0;

    if (!end)
        return false;
    const char *length = header_find(message, head, "content-length:");
    if (length)
        return message->len >= head + strtoul(length, NULL, 10);
    if (header_find(message, head, "transfer-encoding:"))
        return message->len >= 5 && memcmp(message->bytes + message->len - 5, "0\r\n\r\n", 5) == 0;
    return !is_reply || strstr(message->bytes, " 204 ") || strstr(message->bytes, " 304 ");
}

static bool message_read(int fd, struct message *message, bool is_reply)
{
    message->len = 0;
    message->bytes[0] = '\0';
    while (!is_whole(message, is_reply)) {
        if (message->len == HELD_BYTES - 1)
            return false;
        ssize_t got = read(fd, message->bytes + message->len, HELD_BYTES - 1 - message->len);
        if (got <= 0)
            return is_reply && message->len > 0;
        message->len += (size_t)got;
        message->bytes[message->len] = '\0';
    }
    return true;
}

static bool send_all(int fd, const char *bytes, size_t len)
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

static bool exchange(const char *target, const char *bytes, size_t len, struct message *reply)
{
    int server = fault_connect(target);
    bool done = server >= 0 && send_all(server, bytes, len) && message_read(server, reply, true);

    if (server >= 0)
        close(server);
    return done;
}

static void wait_while(struct fault_house *house, enum fault_partition partition)
{
    while (house->partition == partition)
        nanosleep(&(struct timespec){0, 20000000}, NULL);
}

/* A copy that goes its way beside the first. */
static void send_beside(const char *target, const struct message *request)
{
    if (fork() != 0)
        return;
    prctl(PR_SET_PDEATHSIG, 0);
    struct message reply = {.bytes = malloc(HELD_BYTES)};
    if (reply.bytes)
        exchange(target, request->bytes, request->len, &reply);
    _exit(0);
}

static void deliver_kept(struct fault_house *house, const char *target, struct message *reply)
{
    char *kept = malloc(HELD_BYTES);

    for (size_t len; kept && (len = fault_kept(house, kept)) > 0;)
        exchange(target, kept, len, reply);
    free(kept);
}

static bool answer_status(int client, int64_t status)
{
    char text[160];
    int len =
        snprintf(text, sizeof text,
                 "HTTP/1.1 %d Fault\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n", (int)status);

    return send_all(client, text, (size_t)len);
}

/* One request under its fault; false: the client is cut off. */
static bool pass(struct fault_house *house, int client, const char *target, struct message *request,
                 struct message *reply)
{
    struct fault fault = fault_take(house);
    bool is_lost = fault.kind == FAULT_REFUSE || fault.kind == FAULT_LOSE_UP;

    if (house->partition == PARTITION_UP)
        wait_while(house, PARTITION_UP);
    if (house->partition == PARTITION_SHUT || is_lost)
        return false;
    if (fault.kind == FAULT_STATUS)
        return answer_status(client, fault.amount);
    if (fault.kind == FAULT_DELAY)
        nanosleep(&(struct timespec){fault.amount / 1000, fault.amount % 1000 * 1000000}, NULL);
    if (fault.kind == FAULT_DUPLICATE)
        send_beside(target, request);
    if (fault.kind == FAULT_HOLD && fault_keep(house, request->bytes, request->len))
        return false;
    if (!exchange(target, request->bytes, request->len, reply))
        return false;
    /* Before the answer, so that whoever sees the answer knows the kept ones done. */
    size_t answer_len = reply->len;
    char *answer = malloc(answer_len + 1);
    if (!answer)
        return false;
    memcpy(answer, reply->bytes, answer_len);
    deliver_kept(house, target, reply);
    if (fault.kind == FAULT_REPEAT && !fault_keep(house, request->bytes, request->len))
        fprintf(stderr, "anjungan-fault-proxy: too many requests are held\n");
    if (house->partition == PARTITION_DOWN)
        wait_while(house, PARTITION_DOWN);
    if (fault.kind == FAULT_CUT_DOWN && (size_t)fault.amount < answer_len)
        answer_len = (size_t)fault.amount;
    bool is_sent = fault.kind != FAULT_LOSE_DOWN && send_all(client, answer, answer_len);
    free(answer);
    return is_sent && fault.kind != FAULT_CUT_DOWN;
}

void fault_carry_requests(struct fault_house *house, int client, const char *target)
{
    struct message request = {.bytes = malloc(HELD_BYTES)};
    struct message reply = {.bytes = malloc(HELD_BYTES)};

    while (request.bytes && reply.bytes && message_read(client, &request, false)
           && pass(house, client, target, &request, &reply))
        ;
    shutdown(client, SHUT_RDWR);
}
