/* Catalogue and questionnaire, read again when a new version is published. */
#include "in_force.h"
#include "base/mem.h"
#include "catalogue_rows.h"
#include "wire/catalog_json.h"
#include "wire/questionnaire_json.h"

#include <stdlib.h>
#include <string.h>

#define LOG_AREA "web"
#include "base/log.h"

struct in_force {
    struct catalog *catalog; /* NULL: `bare` stands for it */
    struct catalog bare;
    int64_t version; /* published; 0: the shipped file */
    bool is_read;
    struct questionnaire *questionnaire;
};

static struct in_force *memory(struct web *web)
{
    if (web->in_force != NULL)
        return web->in_force;
    web->in_force = mem_zalloc(1, sizeof *web->in_force);
    web->in_force->bare.office = (struct office){
        .id = web->options->office_id,
        .name = {.id = web->options->office_name},
        .zone = web->options->offset_min == 540   ? ZONE_WIT
                : web->options->offset_min == 480 ? ZONE_WITA
                                                  : ZONE_WIB,
    };
    return web->in_force;
}

static void read_shipped(struct in_force *kept, const struct office_options *options)
{
    AUTO_FREE char *path = mem_format("%s/catalog/%s.json", options->asset_dir, options->office_id);
    struct err err = {0};

    if (!catalog_json_load(&kept->catalog, path, NULL, &err)) {
        kept->catalog = NULL;
        log_info("no catalogue: %s; pages show ids", err.text);
    }
}

/* It was checked when it was published; behind its first line stand the catalogue's bytes. Where
 * they cannot be read all the same, the pages go on without its names. False: the database's
 * trouble. */
static bool read_published(struct visit *visit, struct in_force *kept, int64_t version,
                           struct err *err)
{
    AUTO_TEXT struct text file;
    struct err cause = {0};
    const char *line_end;

    text_init(&file, CATALOG_MAX_BYTES + 4096);
    if (!catalogue_rows_file(visit->web->pg, visit->web->options->office_id, version, &file, err))
        return false;
    line_end = memchr(file.data, '\n', file.len);
    if (line_end == NULL
        || !catalog_json_read(&kept->catalog, "katalog", line_end + 1,
                              file.len - (size_t)(line_end + 1 - file.data), NULL, &cause)) {
        kept->catalog = NULL;
        log_error("published catalogue %lld cannot be read: %s; pages show ids", (long long)version,
                  line_end == NULL ? "no first line" : cause.text);
    }
    return true;
}

bool in_force_catalog(struct visit *visit, const struct catalog **out, struct err *err)
{
    struct in_force *kept = memory(visit->web);
    int64_t version = 0;

    if (!catalogue_rows_version(visit->web->pg, visit->web->options->office_id, &version, err))
        return false;
    if (!kept->is_read || version != kept->version) {
        catalog_free(kept->catalog);
        kept->catalog = NULL;
        kept->is_read = false;
        if (version == 0)
            read_shipped(kept, visit->web->options);
        else if (!read_published(visit, kept, version, err))
            return false;
        kept->version = version;
        kept->is_read = true;
    }
    *out = kept->catalog != NULL ? kept->catalog : &kept->bare;
    return true;
}

const struct questionnaire *in_force_questionnaire(struct visit *visit)
{
    struct in_force *kept = memory(visit->web);
    struct err err = {0};

    if (kept->questionnaire == NULL) {
        AUTO_FREE char *path =
            mem_format("%s/survey/permenpanrb-14-2017.json", visit->web->options->asset_dir);
        if (!questionnaire_json_load(&kept->questionnaire, path, NULL, &err)) {
            kept->questionnaire = NULL;
            log_info("no questionnaire: %s; elements have the regulation's names", err.text);
        }
    }
    return kept->questionnaire;
}

const char *in_force_service(const struct catalog *catalog, const char *id)
{
    const struct service *service = catalog_service(catalog, id);
    const char *name = service != NULL ? words_in(&service->name, "id") : NULL;

    return name != NULL ? name : id;
}

const char *in_force_group(const struct catalog *catalog, const char *id)
{
    const struct group *group = id[0] != '\0' ? catalog_group(catalog, id) : NULL;
    const char *name = group != NULL ? words_in(&group->name, "id") : NULL;

    return name != NULL ? name : id;
}

void in_force_clear(struct web *web)
{
    if (web->in_force == NULL)
        return;
    catalog_free(web->in_force->catalog);
    questionnaire_free(web->in_force->questionnaire);
    free(web->in_force);
    web->in_force = NULL;
}
