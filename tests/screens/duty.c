/* An officer at work on a stage. */
#include "screens/duty.h"

#include "base/text.h"
#include "desk/staff.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char pin[] = "408213";

void duty_begin(struct stage *stage, enum staff_role role)
{
    struct officer officer = {.code = "P-07", .name = "Sari Wulandari", .role = role};
    struct err err = {0};
    char key[WIDGET_NAME];

    officer.is_active = true;
    if (!desk_add_officer(stage->desk, &officer, pin, &err))
        fail_msg("%s", err.text);
    stage_restart(stage);
    stage_tap(stage, "officer-P-07");
    for (const char *digit = pin; *digit; digit++) {
        assert_true(text_format(key, sizeof key, "key-%c", *digit));
        stage_tap(stage, key);
    }
    if (stage_widget(stage, "key-ok") && strcmp(stage_screen(stage), "staff-pin") == 0)
        stage_tap(stage, "key-ok");
    assert_string_equal(stage_screen(stage), "staff-counter");
    stage_tap(stage, "counter-2");
    assert_string_equal(stage_screen(stage), "staff-desk");
}

static void prepare(struct stage *stage)
{
    stage->role = "staff";
    if (stage->width == 0) {
        stage->width = DUTY_WIDTH;
        stage->height = DUTY_HEIGHT;
    }
}

void duty_open(struct stage *stage, enum staff_role role)
{
    prepare(stage);
    stage_open(stage, "pekanbaru");
    duty_begin(stage, role);
}

void duty_open_file(struct stage *stage, const char *catalog, enum staff_role role)
{
    prepare(stage);
    stage_open_file(stage, catalog);
    stage_printer(stage, TROUBLE_NONE, true);
    duty_begin(stage, role);
}

void duty_take(struct stage *stage, const char *service, bool is_priority, struct ticket *out)
{
    struct ticket ticket;
    struct err err = {0};
    const struct ticket_request request = {.request = uuid_v4(),
                                           .service = service,
                                           .is_priority = is_priority,
                                           .lang = "id",
                                           .wants_slip = true};

    if (!desk_issue_ticket(stage->desk, &request, out ? out : &ticket, &err))
        fail_msg("%s", err.text);
    stage_notice(stage);
}

void duty_colleague(struct stage *stage, enum ticket_act act, const struct ticket *ticket)
{
    struct ticket out;
    struct err err = {0};
    struct staff_act wanted = {
        .command = uuid_v4(), .kind = act, .officer = "P-08", .counter = "Loket 1"};

    if (ticket)
        wanted.ticket = ticket->id;
    if (!desk_act(stage->desk, &wanted, &out, &err))
        fail_msg("%s", err.text);
}

struct ticket duty_look(struct stage *stage, const struct ticket *ticket)
{
    struct ticket now;
    struct err err = {0};

    if (!desk_find_ticket(stage->desk, &ticket->id, &now, &err))
        fail_msg("%s", err.text);
    return now;
}
