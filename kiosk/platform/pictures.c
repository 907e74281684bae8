/* Icons and the product mark, rasterised from SVG at the size they are shown in. */
#define LOG_AREA "pictures"
#include "pictures.h"
#include "base/log.h"
#include "base/mem.h"
#include <SDL_image.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_PICTURES = 256 }; /* icons × sizes; a resized window starts over */

struct picture {
    enum icon icon; /* ICON_NONE: the mark */
    int size;
    SDL_Surface *surface;
};

struct pictures {
    char *asset_dir;
    struct picture kept[MAX_PICTURES];
    int count;
};

static char *path_of(const struct pictures *pictures, enum icon icon)
{
    return icon == ICON_NONE ? mem_format("%s/mark.svg", pictures->asset_dir)
                             : mem_format("%s/icons/%s.svg", pictures->asset_dir, icon_name(icon));
}

MUST_USE bool pictures_open(struct pictures **out, const char *asset_dir, struct err *err)
{
    struct pictures *pictures = mem_zalloc(1, sizeof *pictures);

    pictures->asset_dir = mem_strdup(asset_dir);
    for (int icon = ICON_NONE; icon < ICON_COUNT; icon++) {
        AUTO_FREE char *path = path_of(pictures, (enum icon)icon);

        if (access(path, R_OK) != 0) {
            err_set(err, ERR_NOT_FOUND, "icon %s is missing", path);
            pictures_close(pictures);
            return false;
        }
    }
    *out = pictures;
    return true;
}

static void forget(struct pictures *pictures)
{
    for (int i = 0; i < pictures->count; i++)
        SDL_FreeSurface(pictures->kept[i].surface);
    pictures->count = 0;
}

void pictures_close(struct pictures *pictures)
{
    if (!pictures)
        return;
    forget(pictures);
    free(pictures->asset_dir);
    free(pictures);
}

static SDL_Surface *picture(struct pictures *pictures, enum icon icon, int size)
{
    AUTO_FREE char *path = NULL;
    SDL_RWops *file;
    SDL_Surface *surface = NULL;

    for (int i = 0; i < pictures->count; i++)
        if (pictures->kept[i].icon == icon && pictures->kept[i].size == size)
            return pictures->kept[i].surface;
    if (pictures->count == MAX_PICTURES)
        forget(pictures);
    path = path_of(pictures, icon);
    file = SDL_RWFromFile(path, "rb");
    if (file) {
        surface = IMG_LoadSizedSVG_RW(file, size, size);
        SDL_RWclose(file);
    }
    if (!surface)
        log_error("%s: %s, it is not drawn", path, SDL_GetError());
    pictures->kept[pictures->count++] = (struct picture){icon, size, surface};
    return surface;
}

static void draw(SDL_Surface *surface, SDL_Surface *image, SDL_Rect place)
{
    if (image)
        SDL_BlitSurface(image, NULL, surface, &place);
}

void pictures_icon(struct pictures *pictures, SDL_Surface *surface, enum icon icon, SDL_Rect place,
                   uint32_t color)
{
    SDL_Surface *image = picture(pictures, icon, place.w);

    if (image)
        SDL_SetSurfaceColorMod(image, (Uint8)(color >> 24), (Uint8)(color >> 16),
                               (Uint8)(color >> 8));
    draw(surface, image, place);
}

void pictures_mark(struct pictures *pictures, SDL_Surface *surface, SDL_Rect place)
{
    draw(surface, picture(pictures, ICON_NONE, place.w), place);
}
