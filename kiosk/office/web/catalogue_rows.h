/* Published catalogues in the database. */
#pragma once
#include "office/web/web.h"

/* The one in force; 0: none was published. */
MUST_USE bool catalogue_rows_version(struct pg *pg, const char *name, int64_t *out,
                                     struct err *err);
/* The signed file's bytes are added to `out`. ERR_NOT_FOUND. */
MUST_USE bool catalogue_rows_file(struct pg *pg, const char *name, int64_t version,
                                  struct text *out, struct err *err);
/* ERR_BUSY: one of this version or a higher one is published. */
MUST_USE bool catalogue_rows_publish(struct pg *pg, const char *name, int64_t version,
                                     const struct text *file, const char *tag, const char *account,
                                     struct err *err);

/* An uploaded file that waits to be published: the account's newest alone. */
MUST_USE bool catalogue_rows_keep_draft(struct pg *pg, const char *account, const struct text *file,
                                        const char *tag, struct err *err);
/* Added to `out`. ERR_NOT_FOUND: the account has none of that tag. */
MUST_USE bool catalogue_rows_draft(struct pg *pg, const char *account, const char *tag,
                                   struct text *out, struct err *err);

struct catalogue_row {
    int64_t version;
    int64_t published_ms;
    int64_t bytes;
    const char *published_by;
    const char *tag;
};
/* Newest first. */
MUST_USE bool catalogue_rows_list(struct pg *pg, const char *name, int most,
                                  void (*each)(void *context, const struct catalogue_row *row),
                                  void *context, struct err *err);
