/* catalog check, catalog show. */
#include "admin/verbs_internal.h"
#include "wire/catalog_json.h"

#include <string.h>

enum { SHOW_MAX_BYTES = 512 * 1024 * 1024 };

static void free_catalog(struct catalog **slot)
{
    catalog_free(*slot);
}

static bool check_catalog(const char *path, struct catalog_issues *issues, FILE *out,
                          struct err *err)
{
    AUTO(free_catalog) struct catalog *catalog = NULL;

    (void)out;
    return catalog_json_load(&catalog, path, issues, err);
}

int verb_catalog_check(const struct admin *admin, int count, char **words)
{
    return verb_check_files(admin, "catalog check", check_catalog, count, words);
}

static int show_json(const struct admin *admin, const struct catalog *catalog,
                     const struct service *service)
{
    AUTO_TEXT struct text line = {0};

    text_init(&line, SHOW_MAX_BYTES);
    if (service != NULL)
        catalog_json_write_service(service, &line);
    else
        catalog_json_write(catalog, &line);
    return verb_print_line(admin, &line) ? ADMIN_OK : ADMIN_FAILED;
}

int verb_catalog_show(const struct admin *admin, int count, char **words)
{
    AUTO(free_catalog) struct catalog *catalog = NULL;
    const struct service *service = NULL;
    const char *id = NULL;
    bool is_json = false;
    const struct argument arguments[] = {{"--service", NULL, &id}, {"--json", &is_json, NULL}};
    struct err err;

    if (!arguments_take(admin, arguments, ARRAY_LEN(arguments), &count, words))
        return ADMIN_USAGE;
    if (count > 1)
        return verb_fail(admin, ADMIN_USAGE, "catalog show takes one FILE, not %d", count);
    if (!catalog_json_load(&catalog, count == 1 ? words[0] : admin->desk.catalog_path, NULL, &err))
        return verb_fail(admin, ADMIN_FAILED, "%s", err.text);
    if (id != NULL) {
        service = catalog_service(catalog, id);
        if (service == NULL)
            return verb_fail(admin, ADMIN_FAILED,
                             "no service \"%s\" here; `catalog show` lists their ids", id);
    }
    if (is_json)
        return show_json(admin, catalog, service);
    if (service != NULL)
        catalog_page_service(service, admin->out);
    else
        catalog_page_office(catalog, admin->out);
    return ADMIN_OK;
}
