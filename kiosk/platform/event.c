/* What happens at the window: SDL's events become few. */
#define LOG_AREA "window"
#include "base/log.h"
#include "platform/window_internal.h"

/* A scanner that poses as a keyboard ends its code with Return; no person types that fast. */
enum { TYPED_QUIET_MS = 500 };

static bool is_on_target(const struct window *window, int x, int y)
{
    for (size_t i = 0; i < window->target_count; i++) {
        const struct rect *rect = &window->targets[i];

        if (x >= rect->x && y >= rect->y && x < rect->x + rect->w && y < rect->y + rect->h)
            return true;
    }
    return false;
}

static enum window_news take_finger(struct window *window, const SDL_TouchFingerEvent *event,
                                    struct ui_event *out)
{
    struct touch_sign sign = {
        .kind = event->type == SDL_FINGERDOWN ? TOUCH_DOWN
                : event->type == SDL_FINGERUP ? TOUCH_UP
                                              : TOUCH_MOVE,
        .device = event->touchId,
        .finger = event->fingerId,
        .x = touch_px(event->x, window->glass.width),
        .y = touch_px(event->y, window->glass.height),
        .at_ms = event->timestamp,
    };

    rotation_from_glass(window->rotation, window->canvas.width, window->canvas.height, &sign.x,
                        &sign.y);
    sign.is_on_target = is_on_target(window, sign.x, sign.y);
    return touch_take(&window->touch, &sign, out) ? WINDOW_EVENT : WINDOW_NOTHING;
}

static bool is_modifier(SDL_Keycode key)
{
    return key >= SDLK_LCTRL && key <= SDLK_RGUI;
}

static void note_typing(struct window *window, uint32_t at_ms)
{
    window->has_typed = true;
    window->typed_ms = at_ms;
}

static enum window_news take_key(struct window *window, const SDL_KeyboardEvent *event,
                                 struct ui_event *out)
{
    enum ui_event_kind kind = keymap_find(&window->keymap, &event->keysym);

    if (!window->is_full_screen && event->keysym.sym == SDLK_q && (event->keysym.mod & KMOD_CTRL))
        return WINDOW_QUIT;
    if (kind == UI_NONE) {
        if (!is_modifier(event->keysym.sym))
            note_typing(window, event->timestamp);
        return WINDOW_NOTHING;
    }
    if (window->has_typed && event->timestamp - window->typed_ms < TYPED_QUIET_MS) {
        note_typing(window, event->timestamp);
        return WINDOW_NOTHING;
    }
    if (event->repeat && kind != UI_KEY_NEXT && kind != UI_KEY_PREVIOUS)
        return WINDOW_NOTHING;
    *out = (struct ui_event){.kind = kind};
    return WINDOW_EVENT;
}

static enum window_news take_size(struct window *window)
{
    struct err err;
    int width = 0; /* SDL leaves them alone when the display is gone */
    int height = 0;

    SDL_GetWindowSize(window->window, &width, &height);
    if (!window->is_stale && width == window->glass.width && height == window->glass.height)
        return WINDOW_EXPOSED;
    if (!present_prepare(window, &err)) {
        log_error("%s, ending", err.text);
        return WINDOW_LOST;
    }
    return WINDOW_RESIZED;
}

static enum window_news take_window(struct window *window, const SDL_WindowEvent *event,
                                    struct ui_event *out)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_SHOWN:
        return present_again(window) ? WINDOW_NOTHING : WINDOW_EXPOSED;
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        return take_size(window);
    case SDL_WINDOWEVENT_CLOSE: /* Alt-F4, where there is a window manager: no visitor ends the kiosk */
        return window->is_full_screen ? WINDOW_NOTHING : WINDOW_QUIT;
    case SDL_WINDOWEVENT_HIDDEN:
    case SDL_WINDOWEVENT_MINIMIZED:
    case SDL_WINDOWEVENT_FOCUS_LOST:
        return touch_cancel(&window->touch, out) ? WINDOW_EVENT : WINDOW_NOTHING;
    default:
        return WINDOW_NOTHING;
    }
}

static enum window_news take(struct window *window, const SDL_Event *event, struct ui_event *out)
{
    if (event->type == window->notice) {
        atomic_store(&window->is_notified, false);
        return WINDOW_NOTICE;
    }
    switch (event->type) {
    case SDL_QUIT:
        return WINDOW_QUIT;
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        return take_finger(window, &event->tfinger, out);
    case SDL_KEYDOWN:
        return take_key(window, &event->key, out);
    case SDL_WINDOWEVENT:
        return take_window(window, &event->window, out);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        window->is_stale = true;
        return WINDOW_EXPOSED;
    default:
        return WINDOW_NOTHING;
    }
}

/* A dragging finger sends a hundred signs a second; only where it is now matters. */
static void skip_to_last_motion(SDL_Event *event)
{
    SDL_Event next;

    while (event->type == SDL_FINGERMOTION
           && SDL_PeepEvents(&next, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1
           && next.type == SDL_FINGERMOTION && next.tfinger.fingerId == event->tfinger.fingerId
           && next.tfinger.touchId == event->tfinger.touchId)
        (void)SDL_PeepEvents(event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT);
}

/* Not SDL_PollEvent: it says "nothing" once between what it read and what came meanwhile. */
static bool take_sign(SDL_Event *sign)
{
    SDL_PumpEvents();
    return SDL_PeepEvents(sign, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1;
}

static bool next_sign(struct window *window, int timeout_ms, SDL_Event *sign)
{
    if (!window->sleeper)
        return SDL_WaitEventTimeout(sign, timeout_ms);
    if (take_sign(sign))
        return true;
    sleeper_wait(window->sleeper, timeout_ms);
    return take_sign(sign);
}

enum window_news window_wait(struct window *window, int timeout_ms, struct ui_event *event)
{
    Uint64 until = SDL_GetTicks64() + (Uint64)(timeout_ms > 0 ? timeout_ms : 0);

    *event = (struct ui_event){.kind = UI_NONE};
    for (;;) {
        Uint64 now = SDL_GetTicks64();
        int left = timeout_ms < 0 ? -1 : until > now ? (int)(until - now) : 0;
        enum window_news news;
        SDL_Event sign;

        if (!next_sign(window, left, &sign)) {
            if (left == 0 || SDL_GetTicks64() >= until)
                return WINDOW_NOTHING;
            continue; /* a signal woke it */
        }
        skip_to_last_motion(&sign);
        news = take(window, &sign, event);
        if (news != WINDOW_NOTHING)
            return news;
    }
}

void window_notify(struct window *window)
{
    SDL_Event event = {.type = window->notice};

    /* one is enough until it was heard */
    if (!atomic_exchange(&window->is_notified, true) && SDL_PushEvent(&event) != 1)
        atomic_store(&window->is_notified, false);
    if (window->sleeper)
        sleeper_wake(window->sleeper);
}

bool window_touch_is_stuck(const struct window *window)
{
    return touch_is_stuck(&window->touch, SDL_GetTicks());
}
