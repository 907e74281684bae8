/* The shipped typeface in three weights. */
#define LOG_AREA "fonts"
#include "platform/fonts.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include <assert.h>
#include <stdlib.h>

/* Open fonts kept, each with the letters it drew: enough for two pages, of which none has more than 12. */
enum { FONTS_KEPT = 24, FONT_FILE_MAX = 4 << 20, FIRST_SIZE = 28 };

static const char *const files[] = {
    [W_MEDIUM] = "fonts/AtkinsonHyperlegibleNext_500Medium.ttf",
    [W_SEMIBOLD] = "fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf",
    [W_BOLD] = "fonts/AtkinsonHyperlegibleNext_700Bold.ttf",
};
static_assert(sizeof files / sizeof *files == UI_WEIGHT_COUNT, "every weight has its file");

struct slot {
    struct font font;
    enum ui_weight weight;
    int size;
    uint64_t used; /* when, in calls */
};

struct fonts {
    char *data[UI_WEIGHT_COUNT];
    size_t len[UI_WEIGHT_COUNT];
    struct slot slots[FONTS_KEPT];
    uint64_t calls;
};

static TTF_Font *open_font(const struct fonts *fonts, enum ui_weight weight, int size)
{
    SDL_RWops *source = SDL_RWFromConstMem(fonts->data[weight], (int)fonts->len[weight]);
    TTF_Font *ttf = source ? TTF_OpenFontRW(source, 1, size) : NULL;

    if (!ttf)
        return NULL;
    TTF_SetFontHinting(ttf, TTF_HINTING_LIGHT);
    TTF_SetFontKerning(ttf, 1);
    return ttf;
}

const struct font *fonts_get(struct fonts *fonts, enum ui_weight weight, int size)
{
    struct slot *oldest = &fonts->slots[0];
    TTF_Font *ttf;

    fonts->calls++;
    for (size_t i = 0; i < FONTS_KEPT; i++) {
        struct slot *slot = &fonts->slots[i];

        if (slot->font.ttf && slot->size == size && slot->weight == weight) {
            slot->used = fonts->calls;
            return &slot->font;
        }
        if (slot->used < oldest->used)
            oldest = slot;
    }
    ttf = open_font(fonts, weight, size);
    if (!ttf) {
        log_error("%s at %d px: %s, its text is not shown", files[weight], size, TTF_GetError());
        return NULL;
    }
    if (oldest->font.ttf)
        TTF_CloseFont(oldest->font.ttf);
    *oldest =
        (struct slot){{ttf, TTF_FontAscent(ttf), TTF_FontHeight(ttf)}, weight, size, fonts->calls};
    return &oldest->font;
}

static bool read_file(struct fonts *fonts, enum ui_weight weight, const char *path, struct err *err)
{
    TTF_Font *probe;

    if (!file_read(path, FONT_FILE_MAX, &fonts->data[weight], &fonts->len[weight], err))
        return err_add(err, "font");
    probe = open_font(fonts, weight, FIRST_SIZE);
    if (!probe)
        return err_set(err, ERR_CORRUPT, "%s is not a font: %s", path, TTF_GetError());
    TTF_CloseFont(probe);
    return true;
}

/* Those of `asset_dir`, or all weights from `spare`. */
static bool open_fonts(struct fonts **out, const char *asset_dir, const char *spare,
                       struct err *err)
{
    struct fonts *fonts;
    bool is_open = true;

    if (TTF_Init() != 0)
        return err_set(err, ERR_IO, "SDL_ttf does not start: %s", TTF_GetError());
    fonts = mem_zalloc(1, sizeof *fonts);
    for (int weight = 0; weight < UI_WEIGHT_COUNT && is_open; weight++) {
        AUTO_FREE char *path =
            spare ? mem_strdup(spare) : mem_format("%s/%s", asset_dir, files[weight]);

        is_open = read_file(fonts, (enum ui_weight)weight, path, err);
    }
    if (is_open)
        *out = fonts;
    else
        fonts_close(fonts);
    return is_open;
}

bool fonts_open(struct fonts **out, const char *asset_dir, struct err *err)
{
    return open_fonts(out, asset_dir, NULL, err);
}

bool fonts_open_spare(struct fonts **out, const char *path, struct err *err)
{
    return open_fonts(out, NULL, path, err);
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts)
        return;
    for (size_t i = 0; i < FONTS_KEPT; i++)
        if (fonts->slots[i].font.ttf)
            TTF_CloseFont(fonts->slots[i].font.ttf);
    for (int weight = 0; weight < UI_WEIGHT_COUNT; weight++)
        free(fonts->data[weight]);
    free(fonts);
    TTF_Quit();
}
