/* A display seen from outside: taps by XTest, pixels by XGetImage. */
#include "tour/view.h"
#include "base/mem.h"
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct view {
    Display *display;
    int width, height;
};

/* The picture as rows of red, green, blue; `*out` is the caller's. */
static uint8_t *view_grab(struct view *view)
{
    XImage *image = XGetImage(view->display, DefaultRootWindow(view->display), 0, 0,
                              (unsigned)view->width, (unsigned)view->height, AllPlanes, ZPixmap);
    if (!image || image->bits_per_pixel != 32) {
        if (image)
            XDestroyImage(image);
        return NULL;
    }
    size_t count = (size_t)view->width * (size_t)view->height;
    uint8_t *rgb = mem_zalloc(count, 3);
    for (int y = 0; y < view->height; y++) {
        const uint8_t *row =
            (const uint8_t *)image->data + (size_t)y * (size_t)image->bytes_per_line;
        for (int x = 0; x < view->width; x++) {
            uint8_t *to = rgb + ((size_t)y * (size_t)view->width + (size_t)x) * 3;
            to[0] = row[4 * x + 2];
            to[1] = row[4 * x + 1];
            to[2] = row[4 * x];
        }
    }
    XDestroyImage(image);
    return rgb;
}

bool view_open(struct view **out, struct err *err)
{
    Display *display = XOpenDisplay(NULL);
    if (!display)
        return err_set(err, ERR_OFFLINE, "no display answers");
    int unused;
    if (!XTestQueryExtension(display, &unused, &unused, &unused, &unused)) {
        XCloseDisplay(display);
        return err_set(err, ERR_OFFLINE, "the display has no XTEST extension");
    }
    struct view *view = mem_zalloc(1, sizeof *view);
    view->display = display;
    view->width = DisplayWidth(display, DefaultScreen(display));
    view->height = DisplayHeight(display, DefaultScreen(display));
    *out = view;
    return true;
}

void view_close(struct view *view)
{
    if (!view)
        return;
    XCloseDisplay(view->display);
    free(view);
}

void view_tap(struct view *view, int x, int y, int hold_ms)
{
    XTestFakeMotionEvent(view->display, -1, x, y, CurrentTime);
    XTestFakeButtonEvent(view->display, 1, True, CurrentTime);
    XSync(view->display, False);
    view_pause(hold_ms);
    XTestFakeButtonEvent(view->display, 1, False, CurrentTime);
    XSync(view->display, False);
}

void view_move(struct view *view, int x, int y)
{
    XTestFakeMotionEvent(view->display, -1, x, y, CurrentTime);
}

void view_button(struct view *view, int button, bool is_down)
{
    XTestFakeButtonEvent(view->display, (unsigned)button, is_down, CurrentTime);
}

void view_key(struct view *view, int key, bool is_down)
{
    XTestFakeKeyEvent(view->display, (unsigned)key, is_down, CurrentTime);
}

void view_sync(struct view *view)
{
    XSync(view->display, False);
}

void view_rest(struct view *view)
{
    XTestFakeMotionEvent(view->display, -1, view->width - 1, 0, CurrentTime);
    XSync(view->display, False);
}

uint64_t view_sum(struct view *view)
{
    uint8_t *rgb = view_grab(view);
    if (!rgb)
        return 0;
    uint64_t sum = 1469598103934665603U; /* FNV-1a */
    size_t bytes = (size_t)view->width * (size_t)view->height * 3;
    for (size_t i = 0; i < bytes; i++)
        sum = (sum ^ rgb[i]) * 1099511628211U;
    free(rgb);
    return sum;
}

int view_colours(struct view *view, int limit)
{
    uint8_t *rgb = view_grab(view);
    if (!rgb)
        return 0;
    int count = 0;
    uint32_t seen[256];
    size_t pixels = (size_t)view->width * (size_t)view->height;
    for (size_t i = 0; i < pixels && count < limit && count < (int)ARRAY_LEN(seen); i++) {
        uint32_t colour =
            (uint32_t)rgb[3 * i] << 16 | (uint32_t)rgb[3 * i + 1] << 8 | rgb[3 * i + 2];
        int at = 0;
        while (at < count && seen[at] != colour)
            at++;
        if (at == count)
            seen[count++] = colour;
    }
    free(rgb);
    return count;
}

bool view_save(struct view *view, const char *path, struct err *err)
{
    uint8_t *rgb = view_grab(view);
    if (!rgb)
        return err_set(err, ERR_IO, "the display gives no picture");
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)view->width,
                       .height = (png_uint_32)view->height,
                       .format = PNG_FORMAT_RGB};
    bool ok = png_image_write_to_file(&image, path, 0, rgb, 0, NULL) != 0;
    free(rgb);
    return ok || err_set(err, ERR_IO, "%s: %s", path, image.message);
}

int64_t view_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void view_pause(int ms)
{
    struct timespec span = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
    while (nanosleep(&span, &span) != 0)
        continue;
}
