/* Routes: patterns of constant and open parts, the first that fits wins. */
#include "route.h"

#include <assert.h>
#include <string.h>

/* Takes the open part at the head of `path`. */
static bool take_part(const char **path, char out[WEB_PART_TEXT])
{
    size_t len = strcspn(*path, "/");

    if (len == 0 || len >= WEB_PART_TEXT || text_valid_utf8(*path, len) != len)
        return false;
    memcpy(out, *path, len);
    out[len] = '\0';
    *path += len;
    return true;
}

static bool fits(const char *pattern, const char *path, char part[WEB_PARTS][WEB_PART_TEXT])
{
    size_t found = 0;

    while (*pattern != '\0') {
        if (*pattern != '{') {
            if (*pattern++ != *path++)
                return false;
            continue;
        }
        assert(found < WEB_PARTS);
        if (!take_part(&path, part[found++]))
            return false;
        pattern = strchr(pattern, '}') + 1;
    }
    return *path == '\0';
}

/* HEAD is answered as GET is; the server leaves the body out. */
static bool is_method(const char *wanted, const char *method)
{
    return strcmp(wanted, method) == 0
           || (strcmp(wanted, "GET") == 0 && strcmp(method, "HEAD") == 0);
}

struct route_match route_find(const struct web_route *routes, size_t count, const char *method,
                              const char *path)
{
    struct route_match match = {0};

    for (size_t i = 0; i < count; i++) {
        if (!fits(routes[i].path, path, match.part))
            continue;
        match.is_path_known = true;
        if (is_method(routes[i].method, method)) {
            match.route = &routes[i];
            return match;
        }
    }
    return match;
}
