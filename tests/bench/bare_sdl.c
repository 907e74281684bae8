/* The bare SDL2 program that the kiosk is compared with: equal content, nothing else.
 *
 *   bare_sdl FONT_DIR [WIDTH HEIGHT]
 *
 * Three pages (twelve permit buttons; ten requirements; a field, results and keys), drawn with
 * SDL_ttf on the window's surface. A touch shows what was touched pressed, lifting it changes the
 * page; a key redraws the field and the results alone. equal_page.html is the same for a browser. */
#include <SDL.h>
#include <SDL_ttf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS = 40, KEY_E = 12, KEY_DELETE = 39, MARGIN = 64, GAP = 16, KEY_GAP = 8, TEXT = 24 };
enum which { HOME, REQUIREMENTS, SEARCH };

/* Where things stand; equal_page.html has the same numbers. */
struct plan {
    int columns, title_y, top, home_h, row_h, field_h, results, keys_y, key_h, bar_y, bar_h;
};
static const struct plan upright = {1, 160, 280, 112, 88, 104, 6, 1040, 112, 1600, 128};
static const struct plan wide = {2, 48, 140, 96, 88, 104, 6, 580, 72, 920, 120};

struct bare {
    SDL_Window *window;
    SDL_Surface *surface;
    const struct plan *plan;
    TTF_Font *bold, *body;
    enum which page;
    char typed[TEXT];
};

static Uint32 color(SDL_Surface *surface, int rgb)
{
    return SDL_MapRGB(surface->format, (Uint8)(rgb >> 16), (Uint8)(rgb >> 8), (Uint8)rgb);
}

static void words(SDL_Surface *surface, TTF_Font *font, const char *text, int x, int y)
{
    SDL_Color ink = {0x12, 0x21, 0x1c, 255};
    SDL_Surface *line = TTF_RenderUTF8_Blended(font, text, ink);
    SDL_Rect at = {x, y, 0, 0};

    SDL_BlitSurface(line, NULL, surface, &at);
    SDL_FreeSurface(line);
}

static void card(SDL_Surface *surface, SDL_Rect edge)
{
    SDL_Rect face = {edge.x + 2, edge.y + 2, edge.w - 4, edge.h - 8};

    SDL_FillRect(surface, &edge, color(surface, 0x74827c));
    SDL_FillRect(surface, &face, color(surface, 0xffffff));
}

static void rows(struct bare *bare, int count, int height, int top)
{
    const struct plan *plan = bare->plan;
    int each = (bare->surface->w - 2 * MARGIN - (plan->columns - 1) * GAP) / plan->columns;

    for (int i = 0; i < count; i++) {
        SDL_Rect edge = {MARGIN + i % plan->columns * (each + GAP),
                         top + i / plan->columns * (height + GAP), each, height};
        char text[80];

        card(bare->surface, edge);
        snprintf(text, sizeof text, "%d  Surat keterangan dari fasilitas %s", i + 1,
                 bare->page == SEARCH ? bare->typed : "pelayanan");
        words(bare->surface, bare->body, text, edge.x + 32, edge.y + 26);
    }
}

static SDL_Rect key_rect(const struct bare *bare, int key)
{
    int width = (bare->surface->w - 2 * MARGIN - 9 * KEY_GAP) / 10;

    return (SDL_Rect){MARGIN + key % 10 * (width + KEY_GAP),
                      bare->plan->keys_y + key / 10 * (bare->plan->key_h + KEY_GAP), width,
                      bare->plan->key_h};
}

static void draw_key(struct bare *bare, int key, bool is_pressed)
{
    static const char letters[] = "1234567890qwertyuiopasdfghjkl-zxcvbnm,.<";
    SDL_Rect edge = key_rect(bare, key);
    char text[2] = {letters[key], '\0'};

    if (is_pressed)
        SDL_FillRect(bare->surface, &edge, color(bare->surface, 0x74827c));
    else
        card(bare->surface, edge);
    words(bare->surface, bare->body, text, edge.x + edge.w / 2 - 8, edge.y + 16);
}

/* The field and what was found; where they stand. */
static SDL_Rect draw_found(struct bare *bare)
{
    const struct plan *plan = bare->plan;
    SDL_Rect all = {MARGIN, plan->top, bare->surface->w - 2 * MARGIN,
                    plan->keys_y - GAP - plan->top};
    SDL_Rect field = {all.x, all.y, all.w, plan->field_h};

    SDL_FillRect(bare->surface, &all, color(bare->surface, 0xf5f3ec));
    card(bare->surface, field);
    words(bare->surface, bare->bold, bare->typed[0] ? bare->typed : " ", field.x + 32,
          field.y + 16);
    rows(bare, plan->results, plan->row_h, plan->top + plan->field_h + GAP);
    return all;
}

static SDL_Rect bar_rect(const struct bare *bare, int which)
{
    int width = (bare->surface->w - 2 * MARGIN - GAP) / 2;

    return (SDL_Rect){MARGIN + which * (width + GAP), bare->plan->bar_y, width, bare->plan->bar_h};
}

static void draw_page(struct bare *bare)
{
    static const char *const titles[] = {"Apa keperluan Anda?", "Surat Izin Kerja Perekam Medis",
                                         "Cari izin"};

    SDL_FillRect(bare->surface, NULL, color(bare->surface, 0xf5f3ec));
    words(bare->surface, bare->bold, titles[bare->page], MARGIN, bare->plan->title_y);
    if (bare->page == HOME)
        rows(bare, 12, bare->plan->home_h, bare->plan->top);
    if (bare->page == REQUIREMENTS)
        rows(bare, 10, bare->plan->row_h, bare->plan->top);
    if (bare->page == SEARCH) {
        (void)draw_found(bare);
        for (int key = 0; key < KEYS; key++)
            draw_key(bare, key, false);
    }
    for (int i = 0; i < 2; i++) {
        SDL_Rect bar = bar_rect(bare, i);

        SDL_FillRect(bare->surface, &bar, color(bare->surface, 0x0a5a48));
    }
}

static bool is_inside(SDL_Rect rect, SDL_Point point)
{
    return SDL_PointInRect(&point, &rect);
}

static int key_at(const struct bare *bare, SDL_Point point)
{
    for (int key = 0; bare->page == SEARCH && key < KEYS; key++)
        if (is_inside(key_rect(bare, key), point))
            return key;
    return -1;
}

static void press(struct bare *bare, SDL_Point point)
{
    int key = key_at(bare, point);

    if (key >= 0) {
        SDL_Rect rect = key_rect(bare, key);

        draw_key(bare, key, true);
        SDL_UpdateWindowSurfaceRects(bare->window, &rect, 1);
    }
    for (int i = 0; i < 2; i++) {
        SDL_Rect bar = bar_rect(bare, i);

        if (!is_inside(bar, point))
            continue;
        SDL_FillRect(bare->surface, &bar, color(bare->surface, 0x07392e));
        SDL_UpdateWindowSurfaceRects(bare->window, &bar, 1);
    }
}

static void type(struct bare *bare, int key)
{
    size_t len = strlen(bare->typed);

    if (key == KEY_DELETE && len > 0)
        bare->typed[len - 1] = '\0';
    else if (key == KEY_E && len + 1 < sizeof bare->typed)
        memcpy(bare->typed + len, "e", 2);
    draw_key(bare, key, false);
    SDL_Rect rects[] = {key_rect(bare, key), draw_found(bare)};
    SDL_UpdateWindowSurfaceRects(bare->window, rects, 2);
}

static void lift(struct bare *bare, SDL_Point point)
{
    int key = key_at(bare, point);

    if (key >= 0) {
        type(bare, key);
        return;
    }
    if (bare->page != HOME)
        bare->page = HOME;
    else
        bare->page = is_inside(bar_rect(bare, 0), point) ? REQUIREMENTS : SEARCH;
    draw_page(bare);
    SDL_UpdateWindowSurface(bare->window);
}

int main(int argc, char **argv)
{
    struct bare bare = {.page = HOME};
    int width = argc > 3 ? (int)strtol(argv[2], NULL, 10) : 1080;
    int height = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 1920;
    SDL_Event event;
    char path[1024];

    if (argc < 2)
        return 2;
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0)
        return 1;
    snprintf(path, sizeof path, "%s/AtkinsonHyperlegibleNext_700Bold.ttf", argv[1]);
    bare.bold = TTF_OpenFont(path, 56);
    snprintf(path, sizeof path, "%s/AtkinsonHyperlegibleNext_500Medium.ttf", argv[1]);
    bare.body = TTF_OpenFont(path, 28);
    if (!bare.bold || !bare.body)
        return 1;
    bare.plan = width > height ? &wide : &upright;
    bare.window = SDL_CreateWindow("bare", 0, 0, width, height, SDL_WINDOW_BORDERLESS);
    bare.surface = SDL_GetWindowSurface(bare.window);
    draw_page(&bare);
    SDL_UpdateWindowSurface(bare.window);
    while (SDL_WaitEvent(&event) && event.type != SDL_QUIT) {
        SDL_Point point = {event.button.x, event.button.y};

        if (event.type == SDL_MOUSEBUTTONDOWN)
            press(&bare, point);
        else if (event.type == SDL_MOUSEBUTTONUP)
            lift(&bare, point);
        else if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_EXPOSED)
            SDL_UpdateWindowSurface(bare.window);
    }
    return 0;
}
