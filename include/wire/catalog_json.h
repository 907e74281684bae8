/* The catalogue file (assets/catalog/README.md): read with every fault named, written as JSON. */
#pragma once
#include "base/attr.h"
#include "base/err.h"
#include "base/text.h"
#include "domain/catalog.h"
#include <stdbool.h>
#include <stddef.h>

enum { CATALOG_MAX_BYTES = 64 * 1024 * 1024 };

/* One finding: "FILE:LINE:COL: …" for syntax, "FILE: $.services[3].duration.unit: … (line 57)" for
 * meaning, the line only where it was cheap to find. "warning: " stands behind the path of what does
 * not keep the catalogue from use. */
struct catalog_issue {
    bool is_error; /* else a warning: repeated text, missing translation, over-long text */
    char *text;
};

/* `words` gives the findings their language (i18n_text: that in use); NULL, as it begins: English. */
struct catalog_issues {
    const char *(*words)(const char *key, const char *english);
    struct catalog_issue *items;
    size_t count;
    size_t error_count;   /* also of findings that are too many to be kept */
    size_t warning_count; /* likewise */
};
void catalog_issues_clear(struct catalog_issues *issues);

/* Reads a catalogue. False with ERR_INVALID (first error in err->text) when there is any error;
 * all findings, warnings too, go to `issues` (may be NULL). `name` stands for the file in messages. */
MUST_USE bool catalog_json_read(struct catalog **out, const char *name, const char *bytes,
                                size_t len, struct catalog_issues *issues, struct err *err);
/* The same from a file: ERR_NOT_FOUND, ERR_IO, ERR_FULL when larger than CATALOG_MAX_BYTES. */
MUST_USE bool catalog_json_load(struct catalog **out, const char *path,
                                struct catalog_issues *issues, struct err *err);

/* One service with its inherited parts, compact JSON in the catalogue's own format. */
void catalog_json_write_service(const struct service *service, struct text *out);
/* The office and all services, one compact object. */
void catalog_json_write(const struct catalog *catalog, struct text *out);
