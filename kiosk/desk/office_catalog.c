/* Published catalogues: two slots, of which one is in use, or none and the shipped file serves. */
#include "base/mem.h"
#include "desk/office.h"
#include "desk/office_internal.h"
#include "wire/catalog_json.h"
#include "wire/signed_catalog.h"
#include <inttypes.h>
#include <stdlib.h>

#define LOG_AREA "catalogue"
#include "base/log.h"

enum { SHIPPED = 0, SLOTS = 2 };

/* What a slot holds was checked when it was taken; it is read with the same care as a file. */
static bool read_slot(struct desk *desk, int slot, struct catalog **out, int64_t *version,
                      struct err *err)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;
    struct catalog_slot head;
    char name[96];

    if (!catalog_slot_store_get(desk->db, slot, &head, err)
        || !catalog_slot_store_read(desk->db, slot, &bytes, &len, err))
        return false;
    (void)text_format(name, sizeof name, "catalogue %s %" PRId64, head.name, head.version);
    if (!catalog_json_read(out, name, bytes, len, NULL, err))
        return false;
    *version = head.version;
    return true;
}

/* The slot in use, where it holds a catalogue of this office: the machine may have been given to another
 * one since. `*found` false: the shipped file serves. */
static bool find_taken(struct desk *desk, struct catalog_slot *out, bool *found, struct err *err)
{
    struct office_row office;
    struct err missing = {0};

    *found = false;
    if (!office_store_get(desk->db, &office, err))
        return false;
    if (office.catalog_slot == SHIPPED)
        return true;
    if (!catalog_slot_store_get(desk->db, office.catalog_slot, out, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    *found = desk->office_id[0] == '\0' || text_equal(out->name, desk->office_id);
    return true;
}

static void use(struct desk *desk, struct catalog *catalog, int slot, int64_t version)
{
    catalog_free(desk->catalog);
    desk->catalog = catalog;
    desk->catalog_slot = slot;
    desk->catalog_version = version;
    desk->published.is_set = false;
}

/* `*found`: another catalogue than this process shows was taken. */
static bool find_new(struct desk *desk, struct catalog_slot *out, bool *found, struct err *err)
{
    *found = false;
    if (!desk->catalog) /* this process needs none */
        return true;
    if (!desk_enter(desk, err) || !find_taken(desk, out, found, err))
        return false;
    *found = *found && (out->slot != desk->catalog_slot || out->version != desk->catalog_version)
             && (out->slot != desk->catalog_refused_slot || out->version != desk->catalog_refused);
    return true;
}

bool desk_catalog_waits(struct desk *desk)
{
    struct catalog_slot slot;
    struct err err = {0};
    bool found = false;

    return find_new(desk, &slot, &found, &err) && found;
}

bool desk_refresh_catalog(struct desk *desk, bool *has_changed, struct err *err)
{
    struct catalog *catalog = NULL;
    struct catalog_slot slot;
    int64_t version = 0;
    bool is_new = false;

    *has_changed = false;
    if (!find_new(desk, &slot, &is_new, err))
        return false;
    if (!is_new)
        return true;
    if (!read_slot(desk, slot.slot, &catalog, &version, err)) {
        desk->catalog_refused_slot = slot.slot; /* not tried again and again */
        desk->catalog_refused = slot.version;
        return err_add(err, "the published catalogue cannot be used");
    }
    use(desk, catalog, slot.slot, version);
    log_info("version %" PRId64 " is in use", version);
    *has_changed = true;
    return true;
}

int64_t desk_catalog_version(const struct desk *desk)
{
    return desk->catalog_version;
}

bool desk_office_catalog_version(struct desk *desk, int64_t *out, struct err *err)
{
    struct catalog_slot slot;
    bool found = false;

    if (!find_taken(desk, &slot, &found, err))
        return false;
    *out = found ? slot.version : 0;
    return true;
}

static bool check(struct desk *desk, const char *bytes, size_t len, struct signed_catalog *out,
                  struct err *err)
{
    uint8_t key[SIGN_PUBLIC];
    struct catalog *catalog = NULL;
    struct err cause = {0};

    if (!desk->publisher_key)
        return err_set(err, ERR_INVALID, "no publisher's key is configured");
    if (!sign_read_public(desk->publisher_key, key, &cause)
        || !signed_catalog_read(out, bytes, len, key, &cause))
        return err_set(err, ERR_INVALID, "%s", cause.text);
    if (desk->office_id[0] != '\0' && !text_equal(out->name, desk->office_id))
        return err_set(err, ERR_INVALID, "it is the catalogue of \"%s\", not of \"%s\"", out->name,
                       desk->office_id);
    if (!catalog_json_read(&catalog, out->name, out->catalog, out->catalog_len, NULL, &cause))
        return err_set(err, ERR_INVALID, "%s", cause.text);
    bool is_ours = text_equal(catalog->office.id, out->name);
    catalog_free(catalog);
    return is_ours
           || err_set(err, ERR_INVALID, "it is signed for \"%s\" and describes another office",
                      out->name);
}

static bool take(struct desk *desk, struct office_row *office, const struct signed_catalog *new,
                 struct err *err)
{
    int64_t in_use = 0;
    struct catalog_slot slot = {
        .slot = office->catalog_slot % SLOTS + 1, /* the other one */
        .version = new->version,
        .taken_at_ms = desk_office_now(desk),
    };
    char detail[64];

    if (!desk_office_catalog_version(desk, &in_use, err))
        return false;
    if (new->version <= in_use)
        return err_set(err, ERR_INVALID, "version %" PRId64 " does not follow %" PRId64,
                       new->version, in_use);
    text_copy(slot.name, sizeof slot.name, new->name);
    id_sha256(slot.sha, new->catalog, new->catalog_len, NULL, 0);
    (void)text_format(detail, sizeof detail, "version %" PRId64, new->version);
    office->catalog_slot = slot.slot;
    return catalog_slot_store_put(desk->db, &slot, new->catalog, new->catalog_len, err)
           && desk_journal(desk, clock_now_ms(desk->clock), "", "catalogue.taken", slot.name,
                           detail, err);
}

static bool take_checked(struct desk *desk, const struct signed_catalog *new, const char *etag,
                         struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct office_row office;

    if (!desk_begin(desk, &tx, err) || !office_store_get(desk->db, &office, err)
        || !take(desk, &office, new, err))
        return false;
    text_copy(office.catalog_tag, sizeof office.catalog_tag, etag);
    return office_store_put(desk->db, &office, err) && desk_commit(desk, &tx, err);
}

/* The tag is kept, so that what is wrong is not fetched again and again. */
static bool refuse(struct desk *desk, const char *etag, const struct err *why, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct office_row office;

    if (!desk_begin(desk, &tx, err) || !office_store_get(desk->db, &office, err))
        return false;
    if (text_equal(office.catalog_tag, etag))
        return true;
    text_copy(office.catalog_tag, sizeof office.catalog_tag, etag);
    return office_store_put(desk->db, &office, err)
           && desk_journal(desk, clock_now_ms(desk->clock), "", "catalogue.refused",
                           desk->office_id, why->text, err)
           && desk_commit(desk, &tx, err);
}

bool desk_take_catalog(struct desk *desk, const char *bytes, size_t len, const char *etag,
                       struct err *err)
{
    struct signed_catalog new;
    struct err why = {0};

    if (check(desk, bytes, len, &new, &why) && take_checked(desk, &new, etag, &why))
        return true;
    if (why.code != ERR_INVALID)
        return err_set(err, why.code, "%s", why.text);
    return refuse(desk, etag, &why, err) && err_set(err, ERR_INVALID, "%s", why.text);
}

bool desk_catalog_tag(struct desk *desk, char out[80], struct err *err)
{
    struct office_row office;

    if (!desk_enter(desk, err) || !office_store_get(desk->db, &office, err))
        return false;
    text_copy(out, 80, office.catalog_tag);
    return true;
}
