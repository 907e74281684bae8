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
    {"/gaya/medium.ttf", "fonts/AtkinsonHyperlegibleNext_500Medium.ttf", "font/ttf"},
    {"/gaya/semibold.ttf", "fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf", "font/ttf"},
    {"/gaya/bold.ttf", "fonts/AtkinsonHyperlegibleNext_700Bold.ttf", "font/ttf"},
};

static const struct asset *asset_find(const char *path)
{
    for (size_t i = 0; i < ARRAY_LEN(ASSETS); i++) {
        if (strcmp(ASSETS[i].path, path) == 0)
            return &ASSETS[i];
    }
    return NULL;
}

bool asset_answer(const char *asset_dir, const struct http_request *request,
                  struct http_reply *reply)
{
    const struct asset *asset = asset_find(http_path(request));
    char *path AUTO_FREE = NULL;
    char *bytes AUTO_FREE = NULL;
    size_t len = 0;
    struct err err;

    if (asset == NULL)
        return false;
    path = mem_format("%s/%s", asset_dir, asset->file);
    if (!file_read(path, ASSET_MOST, &bytes, &len, &err)) {
        log_error("%s: %s; pages go without it", asset->path, err.text);
        reply->status = 404;
        return true;
    }
    reply->type = asset->type;
    text_add_bytes(&reply->body, bytes, len);
    return true;
}
