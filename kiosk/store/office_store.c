/* Rows of office and catalogue_slot. */
#include "store/office_store.h"
#include "store/query.h"
#include "base/mem.h"
#include <string.h>

enum {
    OFFICE_CONTACT,
    OFFICE_CONTACT_BOOT,
    OFFICE_CONTACT_MONO,
    OFFICE_ANSWERED,
    OFFICE_BOOT,
    OFFICE_MONO,
    OFFICE_KEY,
    OFFICE_LETTERS,
    OFFICE_TAG,
    OFFICE_SLOT,
    OFFICE_DECISIONS,
    OFFICE_INCARNATION
};

bool office_store_get(struct db *db, struct office_row *out, struct err *err)
{
    static const char sql[] =
        "SELECT contact, contact_boot, contact_mono_ms, answered_at, boot, mono_ms, letter_key, "
        "letters_seq, catalogue_tag, catalogue_slot, decisions_seq, decisions_incarnation "
        "FROM office WHERE no = 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    if (!query_one(&q, "row of the office", err))
        return false;
    *out = (struct office_row){.contact_mono_ms = query_int(&q, OFFICE_CONTACT_MONO),
                               .answered_ms = query_int(&q, OFFICE_ANSWERED),
                               .mono_ms = query_int(&q, OFFICE_MONO),
                               .has_letter_key = !query_is_null(&q, OFFICE_KEY),
                               .letters_seq = query_int(&q, OFFICE_LETTERS),
                               .catalog_slot = (int)query_int(&q, OFFICE_SLOT),
                               .decisions_seq = query_int(&q, OFFICE_DECISIONS)};
    query_text(&q, OFFICE_CONTACT, out->contact, sizeof out->contact);
    query_text(&q, OFFICE_CONTACT_BOOT, out->contact_boot, sizeof out->contact_boot);
    query_text(&q, OFFICE_BOOT, out->boot, sizeof out->boot);
    query_blob(&q, OFFICE_KEY, out->letter_key, sizeof out->letter_key);
    if (!query_is_null(&q, OFFICE_INCARNATION))
        out->decisions_incarnation = query_uuid(&q, OFFICE_INCARNATION);
    query_text(&q, OFFICE_TAG, out->catalog_tag, sizeof out->catalog_tag);
    return true;
}

bool office_store_put(struct db *db, const struct office_row *row, struct err *err)
{
    static const char sql[] =
        "UPDATE office SET contact = ?1, contact_boot = ?2, contact_mono_ms = ?3, answered_at = "
        "?4, boot = ?5, mono_ms = ?6, letter_key = ?7, letters_seq = ?8, catalogue_tag = ?9, "
        "catalogue_slot = ?10, decisions_seq = ?11, decisions_incarnation = ?12 WHERE no = 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, OFFICE_CONTACT + 1, row->contact);
    query_bind_text(&q, OFFICE_CONTACT_BOOT + 1, row->contact_boot);
    query_bind_int(&q, OFFICE_CONTACT_MONO + 1, row->contact_mono_ms);
    query_bind_int(&q, OFFICE_ANSWERED + 1, row->answered_ms);
    query_bind_text(&q, OFFICE_BOOT + 1, row->boot);
    query_bind_int(&q, OFFICE_MONO + 1, row->mono_ms);
    if (row->has_letter_key) /* unbound is NULL */
        query_bind_blob(&q, OFFICE_KEY + 1, row->letter_key, sizeof row->letter_key);
    query_bind_int(&q, OFFICE_LETTERS + 1, row->letters_seq);
    query_bind_text(&q, OFFICE_TAG + 1, row->catalog_tag);
    query_bind_int(&q, OFFICE_SLOT + 1, row->catalog_slot);
    query_bind_int(&q, OFFICE_DECISIONS + 1, row->decisions_seq);
    if (!uuid_is_nil(&row->decisions_incarnation))
        query_bind_uuid(&q, OFFICE_INCARNATION + 1, &row->decisions_incarnation);
    return query_run(&q, NULL, err);
}

bool catalog_slot_store_get(struct db *db, int slot, struct catalog_slot *out, struct err *err)
{
    static const char sql[] =
        "SELECT name, version, taken_at, sha FROM catalogue_slot WHERE slot = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, slot);
    if (!query_one(&q, "catalogue in that slot", err))
        return false;
    *out = (struct catalog_slot){
        .slot = slot, .version = query_int(&q, 1), .taken_at_ms = query_int(&q, 2)};
    query_text(&q, 0, out->name, sizeof out->name);
    query_blob(&q, 3, out->sha, sizeof out->sha);
    return true;
}

bool catalog_slot_store_read(struct db *db, int slot, char **out, size_t *len, struct err *err)
{
    static const char sql[] = "SELECT catalogue, sha FROM catalogue_slot WHERE slot = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);
    uint8_t kept[32] = {0};
    uint8_t sha[32];

    query_bind_int(&q, 1, slot);
    if (!query_one(&q, "catalogue in that slot", err))
        return false;
    const void *bytes = sqlite3_column_blob(q.statement, 0);
    size_t size = (size_t)sqlite3_column_bytes(q.statement, 0);
    id_sha256(sha, bytes, size, NULL, 0);
    query_blob(&q, 1, kept, sizeof kept);
    if (memcmp(sha, kept, sizeof sha) != 0)
        return err_set(err, ERR_CORRUPT, "catalogue in slot %d: not what was put there", slot);
    *out = mem_zalloc(1, size + 1);
    if (size > 0)
        memcpy(*out, bytes, size);
    *len = size;
    return true;
}

bool catalog_slot_store_put(struct db *db, const struct catalog_slot *slot, const void *bytes,
                            size_t len, struct err *err)
{
    static const char sql[] =
        "INSERT INTO catalogue_slot (slot, name, version, taken_at, sha, catalogue) VALUES (?1, "
        "?2, ?3, ?4, ?5, ?6) ON CONFLICT (slot) DO UPDATE SET name = excluded.name, version = "
        "excluded.version, taken_at = excluded.taken_at, sha = excluded.sha, catalogue = "
        "excluded.catalogue";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, slot->slot);
    query_bind_text(&q, 2, slot->name);
    query_bind_int(&q, 3, slot->version);
    query_bind_int(&q, 4, slot->taken_at_ms);
    query_bind_blob(&q, 5, slot->sha, sizeof slot->sha);
    query_bind_blob(&q, 6, bytes, len);
    return query_run(&q, NULL, err);
}
