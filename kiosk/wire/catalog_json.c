/* The catalogue file, read with every fault named. */
#include "wire/catalog_json.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "wire/catalog_reader.h"
#include "wire/catalog_review.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The memory of a catalogue grows with its text; the worst is a list of empty objects. */
enum { CATALOG_GROWTH = 512, CATALOG_LEAST_MEMORY = 1024 * 1024, CATALOG_MAX_SECTORS = 1000 };

static void read_sectors(struct catalog_fields *root, struct catalog *out)
{
    struct catalog_reader *reader = root->reader;
    const struct json *list = catalog_field_list(root, "sectors", CATALOG_MAX_SECTORS,
                                                 CATALOG_OPTIONAL, &out->sector_count);
    struct sector *sectors;
    size_t path;

    if (list == NULL)
        return;
    sectors = arena_alloc(reader->arena, out->sector_count, sizeof *sectors);
    path = catalog_enter(reader, "sectors");
    for (size_t i = 0; i < out->sector_count; i++) {
        size_t outer = catalog_enter_at(reader, i);
        struct catalog_fields fields;

        if (catalog_fields_begin(&fields, reader, json_at(list, i))) {
            sectors[i].id = catalog_field_id(&fields, "id", CATALOG_REQUIRED);
            sectors[i].name = catalog_field_name(&fields, "name");
            sectors[i].icon = catalog_field_id(&fields, "icon", CATALOG_OPTIONAL);
            catalog_fields_end(&fields);
        }
        for (size_t before = 0; before < i; before++) {
            if (sectors[i].id != NULL && text_equal(sectors[before].id, sectors[i].id))
                catalog_error(reader, "cf_id_twice",
                              "the id \"%s\" is that of %s[%zu] too; each stands once",
                              sectors[i].id, "sectors", before);
        }
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
    out->sectors = sectors;
}

static int compare_id(const void *a, const void *b)
{
    const struct service *const *left = a;
    const struct service *const *right = b;
    int order = strcmp((*left)->id, (*right)->id);

    return order != 0 ? order : (*left > *right) - (*left < *right);
}

/* Sorts the services by id, which finds repeated ones without comparing each with each. */
static void index_services(struct catalog_reader *reader, struct catalog *out)
{
    const struct service **by_id = arena_alloc(reader->arena, out->service_count, sizeof *by_id);
    size_t count = 0;

    for (size_t i = 0; i < out->service_count; i++) {
        if (out->services[i].id != NULL)
            by_id[count++] = &out->services[i];
    }
    qsort(by_id, count, sizeof *by_id, compare_id);
    for (size_t i = 1; i < count; i++) {
        size_t path;

        if (strcmp(by_id[i - 1]->id, by_id[i]->id) != 0)
            continue;
        path = catalog_enter_at(reader, (size_t)(by_id[i] - out->services));
        catalog_error(reader, "cf_id_twice",
                      "the id \"%s\" is that of %s[%zu] too; each stands once", by_id[i]->id,
                      "services", (size_t)(by_id[i - 1] - out->services));
        catalog_leave(reader, path);
    }
    out->by_id = by_id;
}

/* A service and a group of one id could not be told apart by `ticket issue --service`. */
static void check_group_ids(struct catalog_reader *reader, const struct catalog *out)
{
    for (size_t i = 0; i < out->service_count; i++) {
        const char *id = out->services[i].id;

        if (id != NULL && catalog_group(out, id) != NULL) {
            size_t path = catalog_enter_at(reader, i);

            catalog_error(reader, "cf_id_group",
                          "the id \"%s\" is that of a group too; each stands once", id);
            catalog_leave(reader, path);
        }
    }
}

static void read_services(struct catalog_fields *root, struct catalog *out)
{
    struct catalog_reader *reader = root->reader;
    const struct json *list = catalog_field_list(root, "services", CATALOG_MAX_SERVICES,
                                                 CATALOG_REQUIRED, &out->service_count);
    struct service *services;
    size_t path;

    if (list == NULL)
        return;
    services = arena_alloc(reader->arena, out->service_count, sizeof *services);
    path = catalog_enter(reader, "services");
    for (size_t i = 0; i < out->service_count; i++) {
        size_t outer = catalog_enter_at(reader, i);

        catalog_read_service(reader, json_at(list, i), out, &services[i]);
        catalog_leave(reader, outer);
    }
    out->services = services;
    index_services(reader, out);
    check_group_ids(reader, out);
    catalog_leave(reader, path);
}

static void read_format(struct catalog_fields *root)
{
    const char *format = catalog_field_string(root, "format", CATALOG_REQUIRED);
    size_t path = catalog_enter(root->reader, "format");

    if (format != NULL && strcmp(format, CATALOG_FORMAT) != 0)
        catalog_error(root->reader, "cf_format", "\"%.60s\": allowed is \"%s\"", format,
                      CATALOG_FORMAT);
    catalog_leave(root->reader, path);
}

static void finish(struct catalog_reader *reader, struct catalog *out)
{
    struct service *services = (struct service *)out->services; /* made by this reader */
    size_t path = catalog_enter(reader, "office");

    (void)catalog_enter(reader, "standard");
    catalog_warn_standard(reader, &out->office.standard);
    catalog_leave(reader, path);
    (void)catalog_enter(reader, "services");
    for (size_t i = 0; services != NULL && i < out->service_count; i++) {
        size_t outer = catalog_enter_at(reader, i);

        catalog_finish_service(reader, &out->office, &services[i]);
        catalog_leave(reader, outer);
    }
    catalog_leave(reader, path);
}

static void read_root(struct catalog_reader *reader, const struct json *value, struct catalog *out)
{
    struct catalog_fields root;

    if (!catalog_fields_begin(&root, reader, value))
        return;
    read_format(&root);
    if (catalog_field_of(&root, "version", JSON_INT, CATALOG_REQUIRED) != NULL)
        out->version = catalog_field_int(&root, "version", 1, INT64_MAX, 0);
    out->status = catalog_field_words(&root, "status", CATALOG_OPTIONAL);
    read_sectors(&root, out);
    /* without the office every service would only be told that its group is unknown */
    if (catalog_read_office(&root, &out->office))
        read_services(&root, out);
    else
        (void)catalog_field(&root, "services");
    out->review = catalog_read_review(&root);
    catalog_fields_end(&root);
    catalog_review_catalog(reader, value, out);
    finish(reader, out);
}

/* The first error of this reading; the list may hold those of other files before it. */
bool catalog_refuse(const struct catalog_issues *issues, size_t from, struct err *err)
{
    for (size_t i = from; i < issues->count; i++) {
        if (issues->items[i].is_error)
            return err_set(err, ERR_INVALID, "%s", issues->items[i].text);
    }
    return err_set(err, ERR_INVALID, "the file has errors behind too many warnings");
}

static bool read_catalog(struct catalog **out, const char *name, const char *bytes, size_t len,
                         struct catalog_issues *issues, struct err *err)
{
    AUTO_JSON struct json *root = NULL;
    struct catalog_reader reader;
    struct catalog *catalog;
    size_t first_issue = issues->count;
    size_t errors_before = issues->error_count;

    if (!catalog_reader_open(&reader, &root, name, bytes, len, issues))
        return catalog_refuse(issues, first_issue, err);
    reader.arena = arena_new(len * CATALOG_GROWTH + CATALOG_LEAST_MEMORY);
    catalog = arena_alloc(reader.arena, 1, sizeof *catalog);
    catalog->memory = reader.arena;
    read_root(&reader, root, catalog);
    catalog_reader_close(&reader);
    if (issues->error_count > errors_before) {
        catalog_free(catalog);
        return catalog_refuse(issues, first_issue, err);
    }
    *out = catalog;
    return true;
}

bool catalog_json_read(struct catalog **out, const char *name, const char *bytes, size_t len,
                       struct catalog_issues *issues, struct err *err)
{
    struct catalog_issues own = {0};
    bool is_good = read_catalog(out, name, bytes, len, issues != NULL ? issues : &own, err);

    catalog_issues_clear(&own);
    mem_give_back(); /* parsed it took eight times the file: 190 MB of 10,000 services */
    return is_good;
}

bool catalog_json_load(struct catalog **out, const char *path, struct catalog_issues *issues,
                       struct err *err)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    return file_read(path, CATALOG_MAX_BYTES, &bytes, &len, err)
           && catalog_json_read(out, path, bytes, len, issues, err);
}
