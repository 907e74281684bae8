/* Rows of journal, and the chain of hashes through them. */
#include "store/journal_store.h"
#include "store/query.h"
#include "base/text.h"
#include <inttypes.h>
#include <string.h>

enum { CHAIN_BYTES = 32 };

/* SQLite's own ceiling for a text is a gigabyte; a row of ours stays far below this one. */
enum { ENCODED_MOST = 1 << 20 };

/* A row as it is hashed: texts with their length, as they are stored. */
struct field {
    const char *bytes;
    size_t len;
};
enum field_no { FIELD_WHO, FIELD_KIND, FIELD_SUBJECT, FIELD_DETAIL, FIELD_COUNT };
struct row {
    int64_t no;
    int64_t at_ms;
    struct field fields[FIELD_COUNT];
};

static struct field field_of(const char *text)
{
    return (struct field){.bytes = text, .len = strlen(text)};
}

static void encode_number(struct text *out, uint64_t value, int bytes)
{
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        text_add_bytes(out, &(uint8_t){(uint8_t)(value >> shift)}, 1);
}

/* chain = SHA256(chain before || no and at as 8 bytes, big endian || who, kind, subject and detail,
 * each after its length as 4 bytes). The lengths keep "a","bc" apart from "ab","c". */
static bool chain_next(uint8_t out[CHAIN_BYTES], const uint8_t previous[CHAIN_BYTES],
                       const struct row *row, struct err *err)
{
    AUTO_TEXT struct text encoded;

    text_init(&encoded, ENCODED_MOST);
    encode_number(&encoded, (uint64_t)row->no, 8);
    encode_number(&encoded, (uint64_t)row->at_ms, 8);
    for (int i = 0; i < FIELD_COUNT; i++) {
        encode_number(&encoded, row->fields[i].len, 4);
        text_add_bytes(&encoded, row->fields[i].bytes, row->fields[i].len);
    }
    if (encoded.overflow)
        return err_set(err, ERR_CORRUPT, "journal %" PRId64 ": longer than any entry", row->no);
    id_sha256(out, previous, CHAIN_BYTES, encoded.data, encoded.len);
    return true;
}

/* The end that the next row continues: number 0 and zeros where nothing is chained yet. */
static bool find_head(struct db *db, int64_t *no, uint8_t chain[CHAIN_BYTES], struct err *err)
{
    static const char sql[] = "SELECT no, chain FROM journal ORDER BY no DESC LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = false;

    *no = 0;
    memset(chain, 0, CHAIN_BYTES);
    if (!query_step(&q, &has_row, err))
        return false;
    if (has_row) {
        *no = query_int(&q, 0);
        query_blob(&q, 1, chain, CHAIN_BYTES); /* none in rows from before the chain: zeros stay */
    }
    return true;
}

static bool insert_row(struct db *db, const struct row *row, const uint8_t chain[CHAIN_BYTES],
                       struct err *err)
{
    static const char sql[] = "INSERT INTO journal (no, at, who, kind, subject, detail, chain) "
                              "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_int(&q, 1, row->no);
    query_bind_int(&q, 2, row->at_ms);
    for (int i = 0; i < FIELD_COUNT; i++)
        query_bind_text(&q, 3 + i, row->fields[i].bytes);
    query_bind_blob(&q, 3 + FIELD_COUNT, chain, CHAIN_BYTES);
    return query_run(&q, NULL, err);
}

static bool add_row(struct db *db, struct row *row, struct err *err)
{
    uint8_t previous[CHAIN_BYTES];
    uint8_t chain[CHAIN_BYTES];
    int64_t last = 0;

    if (!find_head(db, &last, previous, err))
        return false;
    row->no = last + 1;
    return chain_next(chain, previous, row, err) && insert_row(db, row, chain, err);
}

bool journal_store_add(struct db *db, int64_t at_ms, const char *kind, const char *detail,
                       struct err *err)
{
    return add_row(db,
                   &(struct row){.at_ms = at_ms,
                                 .fields = {[FIELD_WHO] = field_of(""),
                                            [FIELD_KIND] = field_of(kind),
                                            [FIELD_SUBJECT] = field_of(""),
                                            [FIELD_DETAIL] = field_of(detail)}},
                   err);
}

bool journal_store_add_by(struct db *db, const struct journal_entry *entry, struct err *err)
{
    return add_row(db,
                   &(struct row){.at_ms = entry->at_ms,
                                 .fields = {[FIELD_WHO] = field_of(entry->who),
                                            [FIELD_KIND] = field_of(entry->kind),
                                            [FIELD_SUBJECT] = field_of(entry->subject),
                                            [FIELD_DETAIL] = field_of(entry->detail)}},
                   err);
}

enum journal_column {
    JOURNAL_NO,
    JOURNAL_AT,
    JOURNAL_WHO,
    JOURNAL_KIND,
    JOURNAL_SUBJECT,
    JOURNAL_DETAIL,
    JOURNAL_CHAIN,
};

static void entry_from_row(const struct query *q, struct journal_entry *out)
{
    *out =
        (struct journal_entry){.no = query_int(q, JOURNAL_NO), .at_ms = query_int(q, JOURNAL_AT)};
    query_text(q, JOURNAL_WHO, out->who, sizeof out->who);
    query_text(q, JOURNAL_KIND, out->kind, sizeof out->kind);
    query_text(q, JOURNAL_SUBJECT, out->subject, sizeof out->subject);
    query_text(q, JOURNAL_DETAIL, out->detail, sizeof out->detail);
}

bool journal_store_list(struct db *db, int64_t from,
                        bool (*each)(void *context, const struct journal_entry *entry),
                        void *context, struct err *err)
{
    static const char sql[] = "SELECT no, at, who, kind, subject, detail FROM journal "
                              "WHERE no >= ?1 ORDER BY no";
    AUTO_QUERY struct query q = query_begin(db, sql);
    struct journal_entry entry;
    bool has_row = true;

    query_bind_int(&q, 1, from);
    while (has_row) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (!has_row)
            return true;
        entry_from_row(&q, &entry);
        if (!each(context, &entry))
            return true;
    }
    return true;
}

bool journal_store_last(struct db *db, const char *prefix, const char *detail,
                        struct journal_entry *out, struct err *err)
{
    static const char sql[] =
        "SELECT no, at, who, kind, subject, detail FROM journal "
        "WHERE detail = ?2 AND substr(kind, 1, length(?1)) = ?1 ORDER BY no DESC LIMIT 1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, prefix);
    query_bind_text(&q, 2, detail);
    if (!query_one(&q, "entry of that kind", err))
        return false;
    entry_from_row(&q, out);
    return true;
}

bool journal_store_count(struct db *db, const char *kind, int64_t *out, struct err *err)
{
    static const char sql[] = "SELECT count(*) FROM journal WHERE kind = ?1";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, kind);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

bool journal_store_count_by(struct db *db, const char *kind, const char *who, int64_t from_ms,
                            int64_t *out, struct err *err)
{
    static const char sql[] =
        "SELECT count(*) FROM journal WHERE kind = ?1 AND who = ?2 AND at >= ?3";
    AUTO_QUERY struct query q = query_begin(db, sql);

    query_bind_text(&q, 1, kind);
    query_bind_text(&q, 2, who);
    query_bind_int(&q, 3, from_ms);
    if (!query_one(&q, "answer", err))
        return false;
    *out = query_int(&q, 0);
    return true;
}

/* The row's own bytes, also where somebody wrote a text that no entry can hold. */
static void row_from_row(const struct query *q, struct row *out)
{
    *out = (struct row){.no = query_int(q, JOURNAL_NO), .at_ms = query_int(q, JOURNAL_AT)};
    for (int i = 0; i < FIELD_COUNT; i++) {
        const char *bytes = (const char *)sqlite3_column_text(q->statement, JOURNAL_WHO + i);

        out->fields[i] =
            (struct field){.bytes = bytes ? bytes : "",
                           .len = (size_t)sqlite3_column_bytes(q->statement, JOURNAL_WHO + i)};
    }
}

static bool check_row(const struct query *q, struct journal_proof *proof, int64_t last_no,
                      struct err *err)
{
    uint8_t stored[CHAIN_BYTES];
    uint8_t expected[CHAIN_BYTES];
    struct row row;

    row_from_row(q, &row);
    if (row.no != last_no + 1)
        return err_set(err, ERR_CORRUPT, "journal %" PRId64 ": follows %" PRId64, row.no, last_no);
    bool is_chained = query_blob(q, JOURNAL_CHAIN, stored, sizeof stored) == sizeof stored;
    if (!is_chained && proof->rows > proof->unchained)
        return err_set(err, ERR_CORRUPT, "journal %" PRId64 ": not chained", row.no);
    proof->rows++;
    if (!is_chained) {
        proof->unchained++;
        return true;
    }
    if (!chain_next(expected, proof->head, &row, err))
        return false;
    memcpy(proof->head, stored, sizeof stored);
    return memcmp(expected, stored, sizeof stored) == 0
           || err_set(err, ERR_CORRUPT, "journal %" PRId64 ": the chain is broken", row.no);
}

bool journal_store_verify(struct db *db, struct journal_proof *out, int64_t *bad_no,
                          struct err *err)
{
    static const char sql[] =
        "SELECT no, at, who, kind, subject, detail, chain FROM journal ORDER BY no";
    AUTO_QUERY struct query q = query_begin(db, sql);
    bool has_row = true;

    *out = (struct journal_proof){0};
    *bad_no = 0;
    for (int64_t last_no = 0; has_row; last_no++) {
        if (!query_step(&q, &has_row, err))
            return false;
        if (has_row && !check_row(&q, out, last_no, err)) {
            *bad_no = query_int(&q, JOURNAL_NO);
            return false;
        }
    }
    return true;
}
