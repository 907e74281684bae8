/* The journal: added to by every use case of staff, read and verified here. */
#include "desk/desk_internal.h"
#include "desk/staff.h"
#include "store/journal_store.h"

bool desk_journal(struct desk *desk, int64_t at_ms, const char *who, const char *kind,
                  const char *subject, const char *detail, struct err *err)
{
    struct journal_entry entry = {.at_ms = at_ms};

    text_copy(entry.who, sizeof entry.who, who);
    text_copy(entry.kind, sizeof entry.kind, kind);
    text_copy(entry.subject, sizeof entry.subject, subject);
    text_copy(entry.detail, sizeof entry.detail, detail);
    return journal_store_add_by(desk->db, &entry, err);
}

bool desk_list_journal(struct desk *desk, int64_t from,
                       bool (*each)(void *context, const struct journal_entry *entry),
                       void *context, struct err *err)
{
    return desk_enter(desk, err) && journal_store_list(desk->db, from, each, context, err);
}

bool desk_verify_journal(struct desk *desk, struct journal_proof *out, int64_t *bad_no,
                         struct err *err)
{
    *bad_no = 0;
    return desk_enter(desk, err) && journal_store_verify(desk->db, out, bad_no, err);
}
