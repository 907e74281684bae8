/* Text on a surface: one font object per weight and size, rendered lines kept until the wipe.
 *
 * Changing a font's size costs 3.8 ms (it flushes the glyph cache), so every size has its own
 * object; opening one costs 0.06 ms. */
#define LOG_AREA "glyphs"
#include "glyphs.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"
#include <SDL_ttf.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_FONTS = 64,     /* weights × sizes in use; a resized window starts over */
    LINES = 1024,       /* slots for rendered lines, a power of two */
    LINES_IN_USE = 700, /* then all go: a page comes back in 2 ms */
    LINE_BYTES = 32 << 20,
    WIDTHS = 4096, /* measured words, a power of two */
};

static const char *const files[] = {
    [W_MEDIUM] = "AtkinsonHyperlegibleNext_500Medium.ttf",
    [W_SEMIBOLD] = "AtkinsonHyperlegibleNext_600SemiBold.ttf",
    [W_BOLD] = "AtkinsonHyperlegibleNext_700Bold.ttf",
};
static_assert(sizeof files / sizeof *files == UI_WEIGHT_COUNT, "every weight has its file");

struct sized_font {
    enum ui_weight weight;
    int size;
    TTF_Font *font;
};

struct line {
    uint64_t key; /* 0 = empty */
    SDL_Surface *surface;
};

struct width {
    uint64_t key;
    int px;
};

struct glyphs {
    char *path[UI_WEIGHT_COUNT];
    struct sized_font fonts[MAX_FONTS];
    int font_count;
    struct line lines[LINES];
    int line_count;
    size_t line_bytes;
    struct width widths[WIDTHS];
    struct ui_measure measure;
};

static uint64_t key_of(enum ui_weight weight, int size, uint32_t color, const char *text,
                       size_t bytes)
{
    uint64_t key = 14695981039346656037ULL;
    const uint32_t head[] = {(uint32_t)weight, (uint32_t)size, color};

    for (size_t i = 0; i < ARRAY_LEN(head); i++)
        key = (key ^ head[i]) * 1099511628211ULL;
    for (size_t i = 0; i < bytes; i++)
        key = (key ^ (unsigned char)text[i]) * 1099511628211ULL;
    return key ? key : 1;
}

static void forget_fonts(struct glyphs *glyphs)
{
    for (int i = 0; i < glyphs->font_count; i++)
        TTF_CloseFont(glyphs->fonts[i].font);
    glyphs->font_count = 0;
}

static TTF_Font *font_of(struct glyphs *glyphs, enum ui_weight weight, int size)
{
    struct sized_font *slot;
    TTF_Font *font;

    for (int i = 0; i < glyphs->font_count; i++)
        if (glyphs->fonts[i].weight == weight && glyphs->fonts[i].size == size)
            return glyphs->fonts[i].font;
    if (glyphs->font_count == MAX_FONTS)
        forget_fonts(glyphs);
    font = TTF_OpenFont(glyphs->path[weight], size);
    if (!font) {
        log_error("%s at %d px: %s, its text is not drawn", files[weight], size, TTF_GetError());
        return NULL;
    }
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
    TTF_SetFontKerning(font, 1);
    slot = &glyphs->fonts[glyphs->font_count++];
    *slot = (struct sized_font){weight, size, font};
    return font;
}

static int measure_width(void *context, enum ui_weight weight, int size, const char *text,
                         size_t bytes)
{
    struct glyphs *glyphs = context;
    uint64_t key = key_of(weight, size, 0, text, bytes);
    struct width *known = &glyphs->widths[key & (WIDTHS - 1)];
    AUTO_FREE char *copy = NULL;
    TTF_Font *font;
    int width = 0;

    if (bytes == 0)
        return 0;
    if (known->key == key)
        return known->px;
    font = font_of(glyphs, weight, size);
    copy = mem_zalloc(bytes + 1, 1);
    memcpy(copy, text, bytes);
    if (!font || TTF_SizeUTF8(font, copy, &width, NULL) != 0)
        width = 0;
    *known = (struct width){key, width};
    return width;
}

static void measure_extent(void *context, enum ui_weight weight, int size, int *ascent, int *height)
{
    TTF_Font *font = font_of(context, weight, size);

    *ascent = font ? TTF_FontAscent(font) : size;
    *height = font ? TTF_FontHeight(font) : size;
}

MUST_USE bool glyphs_open(struct glyphs **out, const char *asset_dir, struct err *err)
{
    struct glyphs *glyphs;

    if (TTF_Init() != 0)
        return err_set(err, ERR_IO, "SDL_ttf: %s", TTF_GetError());
    glyphs = mem_zalloc(1, sizeof *glyphs);
    glyphs->measure = (struct ui_measure){measure_width, measure_extent, glyphs};
    for (int weight = 0; weight < UI_WEIGHT_COUNT; weight++) {
        TTF_Font *probe;

        glyphs->path[weight] = mem_format("%s/fonts/%s", asset_dir, files[weight]);
        probe = TTF_OpenFont(glyphs->path[weight], 28);
        if (!probe) {
            err_set(err, ERR_NOT_FOUND, "font %s: %s", glyphs->path[weight], TTF_GetError());
            glyphs_close(glyphs);
            return false;
        }
        TTF_CloseFont(probe);
    }
    *out = glyphs;
    return true;
}

void glyphs_wipe(struct glyphs *glyphs)
{
    for (size_t i = 0; i < LINES; i++) {
        SDL_Surface *surface = glyphs->lines[i].surface;

        if (!surface)
            continue;
        memset(surface->pixels, 0, (size_t)surface->pitch * (size_t)surface->h);
        SDL_FreeSurface(surface);
        glyphs->lines[i] = (struct line){0};
    }
    memset(glyphs->widths, 0, sizeof glyphs->widths);
    glyphs->line_count = 0;
    glyphs->line_bytes = 0;
}

void glyphs_close(struct glyphs *glyphs)
{
    if (!glyphs)
        return;
    glyphs_wipe(glyphs);
    forget_fonts(glyphs);
    for (int weight = 0; weight < UI_WEIGHT_COUNT; weight++)
        free(glyphs->path[weight]);
    free(glyphs);
    TTF_Quit();
}

const struct ui_measure *glyphs_measure(struct glyphs *glyphs)
{
    return &glyphs->measure;
}

int glyphs_kept(const struct glyphs *glyphs)
{
    return glyphs->line_count;
}

static SDL_Surface *rendered(struct glyphs *glyphs, enum ui_weight weight, int size, uint32_t color,
                             const char *text)
{
    uint64_t key = key_of(weight, size, color, text, strlen(text));
    SDL_Color ink = {(Uint8)(color >> 24), (Uint8)(color >> 16), (Uint8)(color >> 8), 255};
    TTF_Font *font;
    SDL_Surface *surface;
    size_t slot;

    for (slot = key & (LINES - 1); glyphs->lines[slot].key; slot = (slot + 1) & (LINES - 1))
        if (glyphs->lines[slot].key == key)
            return glyphs->lines[slot].surface;
    font = font_of(glyphs, weight, size);
    surface = font && text[0] ? TTF_RenderUTF8_Blended(font, text, ink) : NULL;
    if (!surface)
        return NULL;
    if (glyphs->line_count >= LINES_IN_USE || glyphs->line_bytes >= LINE_BYTES) {
        glyphs_wipe(glyphs);
        slot = key & (LINES - 1);
    }
    glyphs->lines[slot] = (struct line){key, surface};
    glyphs->line_count++;
    glyphs->line_bytes += (size_t)surface->pitch * (size_t)surface->h;
    return surface;
}

void glyphs_draw(struct glyphs *glyphs, SDL_Surface *surface, enum ui_weight weight, int size,
                 uint32_t color, const char *text, int x, int baseline)
{
    SDL_Surface *line = rendered(glyphs, weight, size, color, text);
    int ascent;
    int height;

    if (!line)
        return;
    measure_extent(glyphs, weight, size, &ascent, &height);
    SDL_BlitSurface(line, NULL, surface, &(SDL_Rect){x, baseline - ascent, 0, 0});
}
