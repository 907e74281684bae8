/* A touch panel without the glass: a device of the kernel's own (uinput) that systems and programs take for one.
 *
 *   anjungan-touch-panel WIDTH HEIGHT      as root; runs until it is ended
 *
 * Each line "X Y MS" on standard input is a finger that lies there for so long. */
#include <fcntl.h>
#include <linux/uinput.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 64, FINGERS = 10 };

static int panel;

static void check(int result, const char *what)
{
    if (result < 0) {
        perror(what);
        exit(1);
    }
}

static void axis(int code, int most)
{
    struct uinput_abs_setup setup = {.code = (__u16)code, .absinfo = {.maximum = most}};

    check(ioctl(panel, UI_ABS_SETUP, &setup), "UI_ABS_SETUP");
}

static void create(int width, int height)
{
    struct uinput_setup setup = {.id = {.bustype = BUS_USB, .vendor = 0x1209, .product = 1}};

    (void)snprintf(setup.name, sizeof setup.name, "Touch panel without the glass");
    panel = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    check(panel, "/dev/uinput");
    check(ioctl(panel, UI_SET_EVBIT, EV_KEY), "UI_SET_EVBIT");
    check(ioctl(panel, UI_SET_EVBIT, EV_ABS), "UI_SET_EVBIT");
    check(ioctl(panel, UI_SET_KEYBIT, BTN_TOUCH), "UI_SET_KEYBIT");
    check(ioctl(panel, UI_SET_PROPBIT, INPUT_PROP_DIRECT), "UI_SET_PROPBIT");
    axis(ABS_X, width - 1);
    axis(ABS_Y, height - 1);
    axis(ABS_MT_SLOT, FINGERS - 1);
    axis(ABS_MT_TRACKING_ID, 65535);
    axis(ABS_MT_POSITION_X, width - 1);
    axis(ABS_MT_POSITION_Y, height - 1);
    check(ioctl(panel, UI_DEV_SETUP, &setup), "UI_DEV_SETUP");
    check(ioctl(panel, UI_DEV_CREATE), "UI_DEV_CREATE");
}

static void tell(int type, int code, int value)
{
    const struct input_event event = {.type = (__u16)type, .code = (__u16)code, .value = value};

    check((int)write(panel, &event, sizeof event), "write");
}

static void touch(int x, int y, long ms)
{
    static int finger;
    const struct timespec hold = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

    tell(EV_ABS, ABS_MT_SLOT, 0);
    tell(EV_ABS, ABS_MT_TRACKING_ID, ++finger % 65536);
    tell(EV_ABS, ABS_MT_POSITION_X, x);
    tell(EV_ABS, ABS_MT_POSITION_Y, y);
    tell(EV_ABS, ABS_X, x);
    tell(EV_ABS, ABS_Y, y);
    tell(EV_KEY, BTN_TOUCH, 1);
    tell(EV_SYN, SYN_REPORT, 0);
    (void)nanosleep(&hold, NULL);
    tell(EV_ABS, ABS_MT_TRACKING_ID, -1);
    tell(EV_KEY, BTN_TOUCH, 0);
    tell(EV_SYN, SYN_REPORT, 0);
}

int main(int argc, char **argv)
{
    char line[LINE];

    if (argc != 3) {
        (void)fputs("usage: anjungan-touch-panel WIDTH HEIGHT\n", stderr);
        return 2;
    }
    create((int)strtol(argv[1], NULL, 10), (int)strtol(argv[2], NULL, 10));
    while (fgets(line, sizeof line, stdin)) {
        char *at = line;
        int x = (int)strtol(at, &at, 10);
        int y = (int)strtol(at, &at, 10);

        touch(x, y, strtol(at, &at, 10));
    }
    return 0;
}
