/* One epoll over the folder and its jacks. */
#define LOG_AREA "voice"
#include "platform/jack.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/input.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { JACKS_MOST = 8, EVENTS_A_READ = 32 };

struct device {
    int fd; /* -1: unused */
    char path[PATH_MAX];
    bool is_plugged;
};

struct jack {
    int epoll;
    int folder; /* inotify; -1: one device is followed, or nothing tells of new ones */
    char *place;
    struct device devices[JACKS_MOST];
};

static bool follow(const struct jack *jack, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};

    return epoll_ctl(jack->epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

static bool has_switch(int fd)
{
    unsigned long bits = 0;

    _Static_assert(SW_HEADPHONE_INSERT < 8 * sizeof bits, "the switch's bit");
    return ioctl(fd, EVIOCGBIT(EV_SW, sizeof bits), &bits) >= 0
           && (bits >> SW_HEADPHONE_INSERT & 1);
}

/* What it is now; a device that cannot be asked is taken for unplugged until it says otherwise. */
static bool ask(int fd)
{
    unsigned long bits = 0;

    return ioctl(fd, EVIOCGSW(sizeof bits), &bits) >= 0 && (bits >> SW_HEADPHONE_INSERT & 1);
}

static struct device *find(struct jack *jack, const char *path)
{
    for (size_t i = 0; i < JACKS_MOST; i++)
        if (jack->devices[i].fd >= 0 && text_equal(jack->devices[i].path, path))
            return &jack->devices[i];
    return NULL;
}

static struct device *find_free(struct jack *jack)
{
    for (size_t i = 0; i < JACKS_MOST; i++)
        if (jack->devices[i].fd < 0)
            return &jack->devices[i];
    return NULL;
}

static void add(struct jack *jack, const char *path, bool is_named)
{
    struct device *device = find_free(jack);
    int fd;

    if (!device || find(jack, path))
        return;
    fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        if (is_named)
            log_warn("%s: %s; headphones are not noticed", path, strerror(errno));
        return; /* others are keyboards and touch panels, which are not this process's to read */
    }
    if ((!is_named && !has_switch(fd)) || !text_copy(device->path, sizeof device->path, path)
        || !follow(jack, fd)) {
        (void)close(fd);
        return;
    }
    device->fd = fd;
    device->is_plugged = ask(fd);
    log_info("%s tells when headphones are plugged in", path);
}

static void scan(struct jack *jack)
{
    DIR *folder = opendir(jack->place);
    const struct dirent *entry;
    char path[PATH_MAX];

    if (!folder)
        return;
    while ((entry = readdir(folder)))
        if (strncmp(entry->d_name, "event", 5) == 0
            && text_format(path, sizeof path, "%s/%s", jack->place, entry->d_name))
            add(jack, path, false);
    (void)closedir(folder);
}

static void watch_folder(struct jack *jack)
{
    jack->folder = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    /* IN_ATTRIB: udev gives it to the group after it was made */
    if (jack->folder >= 0
        && inotify_add_watch(jack->folder, jack->place, IN_CREATE | IN_ATTRIB) >= 0
        && follow(jack, jack->folder))
        return;
    log_debug("%s: %s; headphones that come later are not noticed", jack->place, strerror(errno));
}

bool jack_open(struct jack **out, const char *place, struct err *err)
{
    struct jack *jack = mem_zalloc(1, sizeof *jack);
    struct stat about;

    jack->place = mem_strdup(place);
    jack->folder = -1;
    for (size_t i = 0; i < JACKS_MOST; i++)
        jack->devices[i].fd = -1;
    jack->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (jack->epoll < 0) {
        err_set(err, ERR_IO, "no descriptor to wait on: %s", strerror(errno));
        jack_close(jack);
        return false;
    }
    if (stat(place, &about) == 0 && S_ISDIR(about.st_mode)) {
        watch_folder(jack);
        scan(jack);
    } else {
        add(jack, place, true);
    }
    *out = jack;
    return true;
}

static void leave(struct device *device)
{
    (void)close(device->fd); /* epoll forgets it */
    device->fd = -1;
    device->is_plugged = false;
}

void jack_close(struct jack *jack)
{
    if (!jack)
        return;
    for (size_t i = 0; i < JACKS_MOST; i++)
        if (jack->devices[i].fd >= 0)
            leave(&jack->devices[i]);
    if (jack->folder >= 0)
        (void)close(jack->folder);
    if (jack->epoll >= 0)
        (void)close(jack->epoll);
    free(jack->place);
    free(jack);
}

int jack_fd(const struct jack *jack)
{
    return jack ? jack->epoll : -1;
}

static void take_event(struct device *device, const struct input_event *event)
{
    if (event->type == EV_SW && event->code == SW_HEADPHONE_INSERT)
        device->is_plugged = event->value != 0;
    else if (event->type == EV_SYN && event->code == SYN_DROPPED)
        device->is_plugged =
            ask(device->fd); /* the kernel had more than fits: what is now counts */
}

static void drain(int fd)
{
    char bytes[4096];

    while (read(fd, bytes, sizeof bytes) > 0)
        ;
}

static void read_device(struct device *device)
{
    struct input_event events[EVENTS_A_READ];
    ssize_t size = read(device->fd, events, sizeof events);

    if (size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR)) {
        log_info("%s is gone", device->path);
        leave(device);
    }
    for (ssize_t i = 0; i < size / (ssize_t)sizeof *events; i++)
        take_event(device, &events[i]);
}

bool jack_read(struct jack *jack)
{
    struct epoll_event ready[JACKS_MOST + 1];
    int count = epoll_wait(jack->epoll, ready, JACKS_MOST + 1, 0);
    bool is_plugged = false;

    for (int i = 0; i < count; i++) {
        for (size_t k = 0; k < JACKS_MOST; k++)
            if (jack->devices[k].fd == ready[i].data.fd)
                read_device(&jack->devices[k]);
        if (jack->folder == ready[i].data.fd) {
            drain(jack->folder);
            scan(jack);
        }
    }
    for (size_t k = 0; k < JACKS_MOST; k++)
        is_plugged = is_plugged || jack->devices[k].is_plugged;
    return is_plugged;
}
