/* The bare SDL2 program that the kiosk is compared with: equal content, nothing else.
 *
 * Two pages (twelve permit buttons; ten requirements), drawn with SDL_ttf on the window's surface;
 * a touch on the lower half shows a pressed button, lifting it changes the page. */
#include <SDL.h>
#include <SDL_ttf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIDTH = 1080, HEIGHT = 1920 };

static TTF_Font *bold;
static TTF_Font *body;

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

static void page(SDL_Surface *surface, int which)
{
    static const char *const titles[] = {"Apa keperluan Anda?", "Surat Izin Kerja Perekam Medis"};
    int rows = which ? 10 : 12;
    int height = which ? 88 : 112;

    SDL_FillRect(surface, NULL, color(surface, 0xf5f3ec));
    words(surface, bold, titles[which], 64, 160);
    for (int i = 0; i < rows; i++) {
        SDL_Rect edge = {64, 280 + i * (height + 16), 952, height};
        SDL_Rect face = {edge.x + 2, edge.y + 2, edge.w - 4, edge.h - 8};
        char text[80];

        SDL_FillRect(surface, &edge, color(surface, 0x74827c));
        SDL_FillRect(surface, &face, color(surface, 0xffffff));
        snprintf(text, sizeof text, "%d  Surat keterangan dari fasilitas pelayanan", i + 1);
        words(surface, body, text, 96, face.y + 24);
    }
}

int main(int argc, char **argv)
{
    SDL_Rect button = {64, 1600, 952, 128};
    SDL_Event event;
    SDL_Window *window;
    SDL_Surface *surface;
    char path[1024];
    int which = 0;

    if (argc < 2)
        return 2;
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || TTF_Init() != 0)
        return 1;
    snprintf(path, sizeof path, "%s/AtkinsonHyperlegibleNext_700Bold.ttf", argv[1]);
    bold = TTF_OpenFont(path, 56);
    snprintf(path, sizeof path, "%s/AtkinsonHyperlegibleNext_500Medium.ttf", argv[1]);
    body = TTF_OpenFont(path, 28);
    if (!bold || !body)
        return 1;
    window = SDL_CreateWindow("bare", 0, 0, WIDTH, HEIGHT, SDL_WINDOW_BORDERLESS);
    surface = SDL_GetWindowSurface(window);
    page(surface, which);
    SDL_FillRect(surface, &button, color(surface, 0x0a5a48));
    SDL_UpdateWindowSurface(window);
    while (SDL_WaitEvent(&event) && event.type != SDL_QUIT) {
        if (event.type == SDL_MOUSEBUTTONDOWN) {
            SDL_FillRect(surface, &button, color(surface, 0x07392e));
            SDL_UpdateWindowSurfaceRects(window, &button, 1);
        } else if (event.type == SDL_MOUSEBUTTONUP) {
            which = !which;
            page(surface, which);
            SDL_FillRect(surface, &button, color(surface, 0x0a5a48));
            SDL_UpdateWindowSurface(window);
        } else if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_EXPOSED) {
            SDL_UpdateWindowSurface(window);
        }
    }
    return 0;
}
