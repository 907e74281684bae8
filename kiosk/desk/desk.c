/* The desk itself: database, catalogue, and its transactions. */
#include "desk/desk_internal.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/seal.h"
#include "base/secret.h"
#include "base/wake.h"
#include "desk/office.h"
#include "desk/opening.h"
#include "desk/survey.h"
#include "store/meta_store.h"
#include "wire/catalog_json.h"
#include "wire/holidays_json.h"
#include "wire/questionnaire_json.h"
#include <stdlib.h>

#define LOG_AREA "desk"
#include "base/alert.h"

enum { PRIORITY_IN_A_ROW = 2 };

/* A clock ten years past the build is a broken one, not a patient kiosk. */
#define CLOCK_SPAN_MS (INT64_C(3653) * 86400 * 1000)

bool desk_clock_is_trusted(const struct desk *desk, int64_t now_ms)
{
    return now_ms >= desk->clock_floor_ms
           && (desk->clock_floor_ms <= 0 || now_ms - desk->clock_floor_ms <= CLOCK_SPAN_MS);
}

int desk_offset_min(const struct desk *desk)
{
    return zone_offset_min(desk->catalog->office.zone);
}

static void close_database(struct desk *desk)
{
    db_close(desk->db);
    desk->db = NULL;
}

static bool open_database(struct desk *desk, const char *restore_from, struct err *err)
{
    struct db_options options = {.state_dir = desk->state_dir,
                                 .boot_id = clock_boot_id(desk->clock),
                                 .now_ms = clock_now_ms(desk->clock),
                                 .restore_from = restore_from};

    if (desk->only_looks)
        return db_open_to_look(&desk->db, desk->state_dir, err) && desk_office_read(desk, err);
    if (!db_open(&desk->db, &options, err))
        return false;
    desk->was_quarantined =
        desk->was_quarantined || (!restore_from && db_quarantine(desk->db)->happened);
    if (!desk_office_read(desk, err) || !desk_streams_start(desk, err)) {
        close_database(desk);
        return false;
    }
    desk->published.is_set = false; /* it may be another one */
    return true;
}

/* Missing, unreadable, too large: whatever is the matter with that file, the catalogue is wrong. A
 * disk that is full or a damaged database would be told otherwise by the same codes. */
static bool read_catalog(struct desk *desk, const char *path, struct err *err)
{
    struct err cause;

    return !path || catalog_json_load(&desk->catalog, path, NULL, &cause)
           || err_set(err, ERR_INVALID, "%s", cause.text);
}

/* Whoever stands in the hall wants a number, on a day that a broken table no longer tells too. */
static void read_holidays(struct desk *desk, const char *path)
{
    if (path && !holidays_json_load(&desk->holidays, path, NULL, &desk->holidays_fault))
        log_warn("holidays: %s; going on without them", desk->holidays_fault.text);
}

/* Without a survey the office has no index, but the hall has its numbers. */
static void read_questionnaire(struct desk *desk, const char *path)
{
    if (path
        && !questionnaire_json_load(&desk->questionnaire, path, NULL, &desk->questionnaire_fault))
        log_alert(ALERT_SURVEY, "questionnaire: %s; no survey is offered",
                  desk->questionnaire_fault.text);
}

/* The file that was shipped is better than none. */
static void take_published(struct desk *desk)
{
    struct err err = {0};
    bool has_changed = false;

    if (!desk_refresh_catalog(desk, &has_changed, &err))
        log_warn("%s; the shipped one serves", err.text);
}

bool desk_open(struct desk **out, const struct desk_options *options, struct err *err)
{
    struct desk *desk = mem_zalloc(1, sizeof *desk);

    desk->clock = options->clock;
    desk->state_dir = mem_strdup(options->state_dir);
    desk->device_digit = options->device_digit;
    desk->ticket_digits = options->ticket_digits;
    desk->calling.priority_in_a_row =
        options->priority_in_a_row > 0 ? options->priority_in_a_row : PRIORITY_IN_A_ROW;
    desk->build_ms = desk->clock_floor_ms = options->clock_floor_ms;
    desk->only_looks = options->only_looks;
    desk->seal = seal_new(options->state_dir, options->seal_path);
    id_random_key(desk->survey_secret);
    desk->complaint_days = options->complaint_days;
    if (text_is_set(options->publisher_key))
        desk->publisher_key = mem_strdup(options->publisher_key);
    (void)text_copy(desk->office_id, sizeof desk->office_id,
                    options->office_id ? options->office_id : "");
    (void)text_copy(desk->device, sizeof desk->device, options->device ? options->device : "");
    read_holidays(desk, options->holidays_path);
    read_questionnaire(desk, options->questionnaire_path);
    if (!read_catalog(desk, options->catalog_path, err)
        || !open_database(desk, options->restore_from, err)) {
        desk_close(desk);
        return false;
    }
    take_published(desk);
    *out = desk;
    return true;
}

void desk_close(struct desk *desk)
{
    if (!desk)
        return;
    desk_unannounce(desk);
    close_database(desk);
    catalog_free(desk->catalog);
    holidays_free(desk->holidays);
    questionnaire_free(desk->questionnaire);
    seal_free(desk->seal);
    secret_wipe(desk->survey_secret, sizeof desk->survey_secret);
    free(desk->publisher_key);
    free(desk->state_dir);
    free(desk);
}

bool desk_enter(struct desk *desk, struct err *err)
{
    if (desk->db && !db_is_stale(desk->db))
        return true;
    log_warn("the database was replaced or a write failed: opening it again");
    close_database(desk);
    return open_database(desk, NULL, err);
}

static bool begin(struct desk *desk, struct tx *tx, struct err *err)
{
    if (desk->db && tx_begin(tx, desk->db, err))
        return true;
    if (!desk->db)
        return desk_enter(desk, err) && tx_begin(tx, desk->db, err);
    /* Replaced, or in doubt since a failed write: once more with the file as it is now. */
    return db_is_stale(desk->db) && desk_enter(desk, err) && tx_begin(tx, desk->db, err);
}

bool desk_begin(struct desk *desk, struct tx *tx, struct err *err)
{
    return begin(desk, tx, err) && desk_office_read(desk, err);
}

bool desk_commit(struct desk *desk, struct tx *tx, struct err *err)
{
    if (!tx_commit(tx, err))
        return false;
    wake_touch(desk->state_dir);
    return true;
}

bool desk_was_quarantined(const struct desk *desk)
{
    return desk->was_quarantined;
}

const struct catalog *desk_catalog(const struct desk *desk)
{
    return desk->catalog;
}

const struct holidays *desk_holidays(const struct desk *desk)
{
    return desk->holidays;
}

const char *desk_holidays_trouble(const struct desk *desk)
{
    return desk->holidays_fault.code == ERR_NONE ? "" : desk->holidays_fault.text;
}

const struct questionnaire *desk_questionnaire(const struct desk *desk)
{
    return desk->questionnaire;
}

const char *desk_questionnaire_trouble(const struct desk *desk)
{
    return desk->questionnaire_fault.code == ERR_NONE ? "" : desk->questionnaire_fault.text;
}

const struct clock *desk_clock(const struct desk *desk)
{
    return desk->clock;
}

void desk_checkpoint(struct desk *desk)
{
    struct err err = {0};

    if (!desk_enter(desk, &err) || !db_checkpoint(desk->db, &err))
        log_warn("checkpoint: %s; tried again when idle", err.text);
}

bool desk_empty_log(struct desk *desk, struct err *err)
{
    if (!desk->has_clean_log)
        desk->has_clean_log = db_empty_log(desk->db, err);
    return desk->has_clean_log;
}

int64_t desk_wal_bytes(const struct desk *desk)
{
    return desk->db ? db_wal_bytes(desk->db) : 0;
}
