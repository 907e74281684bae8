/* A table of what is handed out; nothing else below the folder can be reached. */
#include "asset.h"
#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define LOG_AREA "web"
#include "base/log.h"

enum { ASSET_MOST = 1024 * 1024 };

static const struct asset {
    const char *path, *file, *type;
} ASSETS[] = {
    {"/gaya/office.css", "office/office.css", "text/css; charset=utf-8"},
    {"/gaya/mark.svg", "office/mark.svg", "image/svg+xml"},
    {"/gaya/tumpal.svg", "office/tumpal.svg", "image/svg+xml"},
    {"/gaya/medium.ttf", "fonts/AtkinsonHyperlegibleNext_500Medium.ttf", "font/ttf"},
    {"/gaya/semibold.ttf", "fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf", "font/ttf"},
    {"/gaya/bold.ttf", "fonts/AtkinsonHyperlegibleNext_700Bold.ttf", "font/ttf"},
};

/* "/gaya/ikon/house.svg": any of the signs that kiosks use too. */
static const char ICONS[] = "/gaya/ikon/";

static bool is_icon(const char *path)
{
    size_t head = sizeof ICONS - 1;

    if (strncmp(path, ICONS, head) != 0)
        return false;
    size_t len = strspn(path + head, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return len > 0 && strcmp(path + head + len, ".svg") == 0;
}

static const struct asset *asset_find(const char *path)
{
    for (size_t i = 0; i < ARRAY_LEN(ASSETS); i++) {
        if (strcmp(ASSETS[i].path, path) == 0)
            return &ASSETS[i];
    }
    return NULL;
}

static bool put_file(const char *path, const char *type, struct http_reply *reply)
{
    char *bytes AUTO_FREE = NULL;
    size_t len = 0;
    struct err err;

    if (!file_read(path, ASSET_MOST, &bytes, &len, &err)) {
        log_error("%s; pages go without it", err.text);
        reply->status = 404;
        return true;
    }
    reply->type = type;
    text_add_bytes(&reply->body, bytes, len);
    return true;
}

bool asset_answer(const char *asset_dir, const struct http_request *request,
                  struct http_reply *reply)
{
    const char *path = http_path(request);
    const struct asset *asset = asset_find(path);
    char *file AUTO_FREE = NULL;

    if (asset != NULL)
        file = mem_format("%s/%s", asset_dir, asset->file);
    else if (is_icon(path))
        file = mem_format("%s/icons/%s", asset_dir, path + sizeof ICONS - 1);
    else
        return false;
    return put_file(file, asset != NULL ? asset->type : "image/svg+xml", reply);
}
