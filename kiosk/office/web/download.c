/* Downloads: never shown by the browser itself. */
#include "download.h"

#include <ctype.h>
#include <string.h>

void download_as(struct visit *visit, const char *type, const char *name)
{
    char safe[128];
    char header[192];

    text_copy(safe, sizeof safe, name);
    for (char *at = safe; *at != '\0'; at++) {
        if (!isalnum((unsigned char)*at) && strchr("-._", *at) == NULL)
            *at = '-';
    }
    text_format(header, sizeof header, "attachment; filename=\"%s\"", safe);
    visit->reply->type = type;
    http_reply_header(visit->reply, "Content-Disposition", header);
}

bool download_as_csv(struct visit *visit, const char *name)
{
    char file[128];

    text_format(file, sizeof file, "%s.csv", name);
    download_as(visit, "text/csv; charset=utf-8", file);
    return strcmp(web_query(visit, "format"), "csv-id") == 0;
}
