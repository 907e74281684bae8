/* The one helper thread of the screen process (see listener.h). */
#include "app/listener.h"
#include "base/mem.h"
#include "base/wake.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

struct listener {
    struct window *window;
    struct jack *jack; /* NULL: nobody looks */
    pthread_t thread;
    bool has_thread;
    int signal_fd;
    int change_fd; /* written when the watched file changes or the thread is to end */
    atomic_bool is_ending;
    atomic_bool is_stopping;
    atomic_bool has_headphones;
    pthread_mutex_t lock; /* over `wake` */
    struct wake *wake;
};

static void ending_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGHUP);
}

bool listener_block_signals(struct err *err)
{
    sigset_t set;

    ending_signals(&set);
    if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0)
        return err_set(err, ERR_IO, "signals cannot be blocked");
    return true;
}

static void *listen_for_news(void *context)
{
    struct listener *listener = context;

    while (!atomic_load(&listener->is_stopping)) {
        struct pollfd fds[4] = {
            {.fd = listener->signal_fd, .events = POLLIN},
            {.fd = listener->change_fd, .events = POLLIN},
            {.fd = jack_fd(listener->jack), .events = POLLIN},
            {.fd = -1, .events = POLLIN},
        };
        struct signalfd_siginfo signal_info;
        eventfd_t changes;

        pthread_mutex_lock(&listener->lock);
        if (listener->wake)
            fds[3].fd = wake_fd(listener->wake);
        pthread_mutex_unlock(&listener->lock);
        if (poll(fds, ARRAY_LEN(fds), -1) < 0 && errno != EINTR)
            break;
        if (fds[0].revents && read(listener->signal_fd, &signal_info, sizeof signal_info) > 0)
            atomic_store(&listener->is_ending, true);
        if (fds[1].revents && eventfd_read(listener->change_fd, &changes) == 0)
            continue; /* another file to watch, or the end */
        if (fds[2].revents)
            atomic_store(&listener->has_headphones, jack_read(listener->jack));
        pthread_mutex_lock(&listener->lock);
        if (fds[3].revents && listener->wake)
            wake_drain(listener->wake);
        pthread_mutex_unlock(&listener->lock);
        window_notify(listener->window);
    }
    return NULL;
}

bool listener_start(struct listener **out, struct window *window, struct jack *jack,
                    struct err *err)
{
    struct listener *listener = mem_zalloc(1, sizeof *listener);
    sigset_t set;

    ending_signals(&set);
    pthread_mutex_init(&listener->lock, NULL);
    listener->window = window;
    listener->jack = jack;
    atomic_store(&listener->has_headphones, jack && jack_read(jack)); /* plugged in before */
    listener->signal_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    listener->change_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (listener->signal_fd >= 0 && listener->change_fd >= 0
        && pthread_create(&listener->thread, NULL, listen_for_news, listener) == 0) {
        listener->has_thread = true;
        *out = listener;
        return true;
    }
    err_set(err, ERR_IO, "the listening thread: %s", strerror(errno));
    listener_stop(listener);
    return false;
}

static void poke(struct listener *listener)
{
    (void)!eventfd_write(listener->change_fd, 1);
}

void listener_stop(struct listener *listener)
{
    if (!listener)
        return;
    if (listener->has_thread) {
        atomic_store(&listener->is_stopping, true);
        poke(listener);
        pthread_join(listener->thread, NULL);
    }
    wake_close(listener->wake);
    if (listener->signal_fd >= 0)
        close(listener->signal_fd);
    if (listener->change_fd >= 0)
        close(listener->change_fd);
    pthread_mutex_destroy(&listener->lock);
    free(listener);
}

bool listener_watch(struct listener *listener, const char *state_dir, struct err *err)
{
    struct wake *wake = NULL;
    struct wake *former;

    if (state_dir && !wake_open(&wake, state_dir, err))
        return false;
    pthread_mutex_lock(&listener->lock);
    former = listener->wake;
    listener->wake = wake;
    pthread_mutex_unlock(&listener->lock);
    poke(listener);
    wake_close(former);
    return true;
}

bool listener_is_ending(const struct listener *listener)
{
    return atomic_load(&listener->is_ending);
}

bool listener_has_headphones(const struct listener *listener)
{
    return atomic_load(&listener->has_headphones);
}
