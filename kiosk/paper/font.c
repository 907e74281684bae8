/* Fonts for paper: a private fontconfig that knows the shipped files and nothing else. */
#include "font.h"

#define LOG_AREA "paper"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"

#include <assert.h>
#include <cairo-ft.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FONT_FAMILY "Atkinson Hyperlegible Next"
#define REGIONAL_DIR "/usr/share/fonts/truetype/noto"

static const char *const font_files[] = {
    [FONT_SEMIBOLD] = "AtkinsonHyperlegibleNext_600SemiBold.ttf",
    [FONT_BOLD] = "AtkinsonHyperlegibleNext_700Bold.ttf",
};

static const PangoWeight font_weights[] = {
    [FONT_SEMIBOLD] = PANGO_WEIGHT_SEMIBOLD,
    [FONT_BOLD] = PANGO_WEIGHT_BOLD,
};

/* Process-wide, because Pango and fontconfig keep their caches so: loading costs more than drawing
 * a slip, and a print process does it once at its start. */
static struct {
    char *dir;
    FcCharSet *shipped; /* characters that every shipped face has */
    PangoContext *context;
    bool is_regional; /* the Noto fonts have been looked for */
} fonts;

static bool config_add_shipped(FcConfig *config, const char *dir, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(font_files); i++) {
        AUTO_FREE char *path = mem_format("%s/%s", dir, font_files[i]);

        if (access(path, R_OK) != 0)
            return err_set(err, ERR_NOT_FOUND, "font file %s cannot be read", path);
        if (!FcConfigAppFontAddFile(config, (const FcChar8 *)path))
            return err_set(err, ERR_INVALID, "font file %s is not a font", path);
    }
    return true;
}

/* What all shipped faces can draw; NULL when a file held no usable face. */
static FcCharSet *shared_characters(FcConfig *config)
{
    FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);
    FcCharSet *shared = NULL;

    for (int i = 0; set && i < set->nfont; i++) {
        FcCharSet *one = NULL;
        FcCharSet *both;

        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &one) != FcResultMatch)
            continue;
        both = shared ? FcCharSetIntersect(shared, one) : FcCharSetCopy(one);
        if (shared)
            FcCharSetDestroy(shared);
        shared = both;
    }
    return shared;
}

/* Whole-dot advances keep every "a" the same pattern; hinting is off, so that paper, PDF and
 * pictures share one geometry whatever FreeType's version. */
static PangoContext *context_new(void)
{
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    cairo_font_options_t *options = cairo_font_options_create();
    PangoContext *context;

    context = pango_font_map_create_context(map);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_context_set_round_glyph_positions(context, TRUE);
    /* A fixed language: breaking and shaping must not follow the machine's locale. */
    pango_context_set_language(context, pango_language_from_string("id"));
    cairo_font_options_destroy(options);
    g_object_unref(map);
    return context;
}

/* Makes `config` the process's own, because Pango takes the current one: it would otherwise scan the
 * machine's fonts at its start, and a font map with a configuration of its own is never freed. */
static void fonts_use(FcConfig *config)
{
    if (fonts.context)
        g_object_unref(fonts.context);
    FcConfigSetCurrent(config);
    FcConfigDestroy(config); /* our reference; the current one stays */
    fonts.context = context_new();
}

bool font_open(const char *dir, struct err *err)
{
    FcConfig *config = FcConfigCreate();

    assert(!fonts.context);
    if (!config_add_shipped(config, dir, err)) {
        FcConfigDestroy(config);
        return false;
    }
    fonts.shipped = shared_characters(config);
    if (!fonts.shipped) {
        FcConfigDestroy(config);
        return err_set(err, ERR_INVALID, "the fonts in %s hold no characters", dir);
    }
    fonts.dir = mem_strdup(dir);
    fonts_use(config);
    return true;
}

void font_close(void)
{
    if (!fonts.context)
        return;
    g_object_unref(fonts.context);
    FcCharSetDestroy(fonts.shipped);
    free(fonts.dir);
    memset(&fonts, 0, sizeof(fonts));
    FcConfigSetCurrent(NULL);
}

/* The Noto directory is read through the machine's own font cache. That alone costs more than the
 * slip, so it waits until somebody's name is written in such a script. */
static void add_regional(void)
{
    static const char xml[] =
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'><fontconfig>"
        "<dir>" REGIONAL_DIR "</dir><cachedir>/var/cache/fontconfig</cachedir></fontconfig>";
    FcConfig *config;

    if (fonts.is_regional)
        return;
    fonts.is_regional = true;
    if (access(REGIONAL_DIR, R_OK | X_OK) != 0)
        return;
    config = FcConfigCreate();
    if (FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)xml, FcTrue)
        && FcConfigBuildFonts(config) && config_add_shipped(config, fonts.dir, NULL)) {
        fonts_use(config);
    } else {
        log_warn("the fonts in %s cannot be used, going on without", REGIONAL_DIR);
        FcConfigDestroy(config);
    }
}

static bool is_shipped(const char *text)
{
    for (uint32_t c = text_next(&text); c != 0; c = text_next(&text)) {
        if (!FcCharSetHasChar(fonts.shipped, c))
            return false;
    }
    return true;
}

/* One line of valid UTF-8: a stray newline would start a paragraph of its own. */
static char *clean(const char *text)
{
    size_t len = strlen(text);
    char *out = mem_strdup(text);
    size_t at = 0;

    while (at < len) {
        size_t end = at + text_valid_utf8(out + at, len - at);

        for (; at < end; at++) {
            if ((unsigned char)out[at] < 0x20 || out[at] == 0x7f)
                out[at] = ' ';
        }
        if (at < len)
            out[at++] = ' ';
    }
    return out;
}

/* An address or a number that goes on in the next line: a hyphen would be read as part of it. */
static void forbid_hyphens(PangoLayout *layout)
{
    PangoAttrList *attributes = pango_attr_list_new();

    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

PangoLayout *font_layout(const char *text, int px, enum font_weight weight)
{
    AUTO_FREE char *line = clean(text);
    PangoFontDescription *font = pango_font_description_new();
    PangoLayout *layout;

    assert(fonts.context); /* paper_open comes first */
    if (!is_shipped(line))
        add_regional();
    layout = pango_layout_new(fonts.context);
    pango_font_description_set_family_static(font, FONT_FAMILY);
    pango_font_description_set_weight(font, font_weights[weight]);
    pango_font_description_set_absolute_size(font, px * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, line, -1);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    forbid_hyphens(layout);
    pango_font_description_free(font);
    return layout;
}
