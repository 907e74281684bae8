/* A kiosk on a stage. */
#include "screens/stage.h"

#include "base/i18n.h"
#include "base/text.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* 2026-11-23T09:41:20+07:00 */
static const int64_t start_ms = 1795401680000;

static int fixed_width(void *context, enum ui_weight weight, int size_px, const char *text,
                       size_t bytes)
{
    size_t letters = 0;

    (void)context;
    (void)weight;
    for (size_t i = 0; i < bytes; i++)
        letters += ((unsigned char)text[i] & 0xc0) != 0x80;
    return (int)letters * size_px / 2;
}

static void fixed_extent(void *context, enum ui_weight weight, int size_px, int *ascent,
                         int *height)
{
    (void)context;
    (void)weight;
    *ascent = size_px;
    *height = size_px * 5 / 4;
}

static const struct ui_measure fixed = {fixed_width, fixed_extent, NULL};

static void open_kiosk(struct stage *stage)
{
    stage->kiosk = kiosk_new(&(struct kiosk_options){
        .desk = stage->desk,
        .clock = stage->clock,
        .ui = stage->ui,
        .role = stage->role ? stage->role : "lobby",
        .has_voice = stage->has_voice,
        .can_narrate = stage->can_narrate,
        .device = "K1",
        .complaint_keep_days = 365,
        .has_survey = true,
        .home_lang = stage->home_lang,
    });
    stage_settle(stage);
}

void stage_open_file(struct stage *stage, const char *catalog)
{
    const char *temporary = getenv("TMPDIR");
    struct err err = {0};

    if (!i18n_open(BINARY_DIR "/share/locale", &err))
        fail_msg("%s", err.text);
    stage->clock = clock_fake_new(stage->start_ms ? stage->start_ms : start_ms);
    assert_true(text_format(stage->directory, sizeof stage->directory, "%s/anjungan.XXXXXX",
                            temporary ? temporary : "/tmp"));
    assert_non_null(mkdtemp(stage->directory));
    assert_true(text_copy(stage->catalog, sizeof stage->catalog, catalog));
    const struct desk_options options = {
        .state_dir = stage->directory,
        .catalog_path = stage->catalog,
        .holidays_path = stage->holidays,
        .questionnaire_path = stage->questionnaire ? stage->questionnaire
                                                   : SOURCE_DIR
                                  "/assets/survey/permenpanrb-14-2017.json",
        .device = "K1",
        .clock = stage->clock,
        .device_digit = 1,
        .ticket_digits = 3,
    };
    if (!desk_open(&stage->desk, &options, &err))
        fail_msg("%s", err.text);
    if (stage->width == 0) {
        stage->width = 1080;
        stage->height = 1920;
    }
    stage->ui = ui_new(stage->measure ? stage->measure : &fixed);
    open_kiosk(stage);
}

void stage_open(struct stage *stage, const char *office)
{
    char path[256];

    assert_true(text_format(path, sizeof path, SOURCE_DIR "/assets/catalog/%s.json", office));
    stage_open_file(stage, path);
    stage_printer(stage, TROUBLE_NONE, true);
    stage_notice(stage);
}

void stage_restart(struct stage *stage)
{
    kiosk_free(stage->kiosk);
    open_kiosk(stage);
}

void stage_open_beside(struct stage *beside, const struct stage *stage)
{
    *beside = *stage;
    beside->ui = ui_new(stage->measure ? stage->measure : &fixed);
    open_kiosk(beside);
}

void stage_close_beside(struct stage *beside)
{
    kiosk_free(beside->kiosk);
    ui_free(beside->ui);
}

void stage_close(struct stage *stage)
{
    kiosk_free(stage->kiosk);
    ui_free(stage->ui);
    desk_close(stage->desk);
    clock_free(stage->clock);
    pid_t child = fork();
    if (child == 0) {
        execlp("rm", "rm", "-rf", stage->directory, (char *)NULL);
        _exit(1);
    }
    if (child > 0)
        (void)waitpid(child, NULL, 0);
    *stage = (struct stage){0};
}

/* --- frames ------------------------------------------------------------------------------------- */

void stage_event(struct stage *stage, enum ui_event_kind kind, int x, int y)
{
    struct ui_input input = {
        .width = stage->width,
        .height = stage->height,
        .now_ms = clock_mono_ms(stage->clock),
        .event = {kind, x, y},
    };
    int rounds = 0;

    do {
        stage->list = kiosk_frame(stage->kiosk, &input);
        stage->frames++;
        input.event.kind = UI_NONE;
        assert_true(rounds++ < 10); /* a kiosk that always wants a frame never sleeps */
    } while (kiosk_wants_frame(stage->kiosk));
}

void stage_settle(struct stage *stage)
{
    stage_event(stage, UI_NONE, 0, 0);
}

const struct widget *stage_widget(const struct stage *stage, const char *name)
{
    for (size_t i = stage->list->widget_count; i-- > 0;)
        if (strcmp(stage->list->widgets[i].name, name) == 0)
            return &stage->list->widgets[i];
    return NULL;
}

const char *stage_state(const struct stage *stage, const char *name)
{
    const struct widget *widget = stage_widget(stage, name);

    return widget ? widget->state : "";
}

const char *stage_label(const struct stage *stage, const char *name)
{
    const struct widget *widget = stage_widget(stage, name);

    return widget ? widget->label : "";
}

const char *stage_screen(const struct stage *stage)
{
    return kiosk_screen(stage->kiosk);
}

bool stage_shows(const struct stage *stage, const char *text)
{
    for (size_t i = 0; i < stage->list->command_count; i++)
        if (stage->list->commands[i].op == DRAW_TEXT && strstr(stage->list->commands[i].text, text))
            return true;
    return false;
}

void stage_tap_at_once(struct stage *stage, const char *name)
{
    const struct widget *widget = stage_widget(stage, name);
    int x, y;

    if (!widget || !widget->is_touchable || !widget->is_enabled)
        fail_msg("on %s nothing can be touched that is called %s", stage_screen(stage), name);
    x = widget->rect.x + widget->rect.w / 2;
    y = widget->rect.y + widget->rect.h / 2;
    stage_event(stage, UI_DOWN, x, y);
    clock_fake_advance(stage->clock, 60);
    stage_event(stage, UI_UP, x, y);
}

void stage_tap(struct stage *stage, const char *name)
{
    stage_tap_at_once(stage, name);
    clock_fake_advance(stage->clock, 500);
    stage_settle(stage);
}

void stage_wait(struct stage *stage, int64_t ms)
{
    int64_t until = clock_mono_ms(stage->clock) + ms;
    int frames = 0;

    while (clock_mono_ms(stage->clock) < until) {
        int64_t now = clock_mono_ms(stage->clock);
        int64_t at = kiosk_wake_at(stage->kiosk);

        if (at > until)
            at = until;
        if (at <= now)
            at = now + 1;
        clock_fake_advance(stage->clock, at - now);
        stage_settle(stage);
        assert_true(frames++ < 100000);
    }
}

void stage_notice(struct stage *stage)
{
    kiosk_notice(stage->kiosk);
    stage_settle(stage);
}

/* --- the other processes -------------------------------------------------------------------------- */

void stage_printer(struct stage *stage, enum printer_trouble trouble, bool is_confirming)
{
    struct err err = {0};
    struct printer_status status = {
        .is_known = true,
        .trouble = trouble,
        .is_confirming = is_confirming,
        .queue = "tiket",
    };

    if (!desk_report_printer(stage->desk, &status, &err))
        fail_msg("%s", err.text);
}

static bool keep_last(void *context, const struct ticket *ticket)
{
    *(struct ticket *)context = *ticket;
    return true;
}

void stage_last_ticket(struct stage *stage, struct ticket *out)
{
    struct err err = {0};

    if (!desk_list_tickets(stage->desk, keep_last, out, &err))
        fail_msg("%s", err.text);
}

void stage_move_next_job(struct stage *stage, enum print_state state, enum printer_trouble trouble)
{
    struct print_job job;
    struct err err = {0};

    if (!desk_next_job(stage->desk, &job, &err)
        || !desk_move_job(stage->desk, job.id, state, trouble, "tiket", 1, &err))
        fail_msg("%s", err.text);
    stage_notice(stage);
}

void stage_move_job(struct stage *stage, enum print_state state, enum printer_trouble trouble)
{
    struct ticket ticket = {0};
    struct print_job job;
    struct err err = {0};

    stage_last_ticket(stage, &ticket);
    if (!desk_ticket_job(stage->desk, &ticket.id, &job, &err)
        || !desk_move_job(stage->desk, job.id, state, trouble, "tiket", 1, &err))
        fail_msg("%s", err.text);
    stage_notice(stage);
}

static bool count_one(void *context, const struct ticket *ticket)
{
    (void)ticket;
    ++*(int *)context;
    return true;
}

int stage_count_tickets(struct stage *stage)
{
    struct err err = {0};
    int count = 0;

    if (!desk_list_tickets(stage->desk, count_one, &count, &err))
        fail_msg("%s", err.text);
    return count;
}

const char *stage_first_service(const struct stage *stage)
{
    return desk_catalog(stage->desk)->services[0].id;
}

void stage_issue(struct stage *stage, const char *service)
{
    struct ticket ticket;
    struct err err = {0};
    const struct ticket_request request = {
        .request = uuid_v4(), .service = service, .lang = "id", .wants_slip = false};

    if (!desk_issue_ticket(stage->desk, &request, &ticket, &err))
        fail_msg("%s", err.text);
}

/* There is no desk for officers yet: what it will write is written here. */
static void run_sql(struct stage *stage, const char *sql)
{
    char path[128];
    sqlite3 *db;

    assert_true(text_format(path, sizeof path, "%s/anjungan.db", stage->directory));
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    sqlite3_close(db);
}

void stage_serve(struct stage *stage, int count, int64_t service_ms)
{
    char sql[400];

    assert_true(text_format(
        sql, sizeof sql,
        "UPDATE ticket SET state = 'done', called_at = %lld + place, done_at = %lld + place, "
        "service_ms = %lld, counter = 'Loket ' || (1 + place %% 2) WHERE id IN "
        "(SELECT id FROM ticket WHERE state = 'waiting' ORDER BY place LIMIT %d)",
        (long long)start_ms, (long long)start_ms, (long long)service_ms, count));
    run_sql(stage, sql);
    stage_notice(stage);
}

void stage_announce(struct stage *stage, const char *number, const char *counter, const char *group,
                    int64_t ago_ms)
{
    char sql[800];

    assert_true(text_format(
        sql, sizeof sql,
        "INSERT INTO call (session, ticket, number, group_id, counter, turn, at) VALUES "
        "((SELECT max(no) FROM session), zeroblob(16), '%s', '%s', '%s', 1 + (SELECT count(*) FROM "
        "call WHERE number = '%s'), %lld); "
        "INSERT INTO counter (name, officer, is_open, day, session, priority_run, last_call, "
        "since_boot, since_mono_ms, changed_at) SELECT counter, '', 1, 0, session, 0, no, '', 0, "
        "at FROM call ORDER BY no DESC LIMIT 1 "
        "ON CONFLICT (name) DO UPDATE SET last_call = excluded.last_call",
        number, group, counter, number, (long long)(clock_now_ms(stage->clock) - ago_ms)));
    run_sql(stage, sql);
}

void stage_call(struct stage *stage, const char *counter)
{
    char sql[300];

    assert_true(text_format(sql, sizeof sql,
                            "UPDATE ticket SET state = 'called', called_at = %lld, counter = '%s' "
                            "WHERE id = (SELECT id FROM ticket WHERE state = 'waiting' ORDER BY "
                            "place LIMIT 1)",
                            (long long)start_ms + 1000000, counter));
    run_sql(stage, sql);
    stage_notice(stage);
}
