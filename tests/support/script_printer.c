/* A printer that does as the script says. */
#include "support/script_printer.h"
#include "base/text.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static bool fail_with(enum err_code code, struct err *err)
{
    return code == ERR_NONE || err_set(err, code, "as the script says");
}

static bool script_look(void *context, enum printer_format *format, struct printer_status *status,
                        struct err *err)
{
    struct script *script = context;

    script->looks++;
    *format = PRINTER_ESCPOS_80;
    *status =
        (struct printer_status){.trouble = script->trouble, .is_confirming = script->is_confirming};
    assert_true(text_copy(status->queue, sizeof status->queue, script->queue));
    return fail_with(script->look_error, err);
}

static bool script_fit(void *context, int need_mm, int *page_mm, struct err *err)
{
    (void)context;
    (void)need_mm;
    (void)err;
    *page_mm = 0;
    return true;
}

static bool script_create(void *context, const char *name, int page_mm, int *out_job,
                          struct err *err)
{
    struct script *script = context;

    (void)page_mm;
    script->creates++;
    if (script->during_create)
        script->during_create(script->context);
    if (script->create_error == ERR_NONE || script->creates_anyway) {
        script->job = 100 + script->creates;
        script->has_document = false;
        script->is_cancelled = false;
        assert_true(text_copy(script->name, sizeof script->name, name));
    }
    *out_job = script->job;
    return fail_with(script->create_error, err);
}

static bool script_send(void *context, int job, const void *bytes, size_t len, struct err *err)
{
    struct script *script = context;

    assert_int_equal(job, script->job);
    assert_true(len > 100);
    assert_memory_equal(bytes, "\x1b@", 2);
    script->sends++;
    if (script->send_error == ERR_NONE || script->takes_anyway)
        script->has_document = true;
    return fail_with(script->send_error, err);
}

static bool script_find(void *context, const char *name, int *out_job, bool *has_document,
                        struct err *err)
{
    struct script *script = context;
    bool is_it = script->job && text_equal(script->name, name);

    script->finds++;
    *out_job = is_it ? script->job : 0;
    *has_document = is_it && script->has_document;
    return fail_with(script->find_error, err);
}

static bool script_ask(void *context, int job, const char *name, enum printed_answer *answer,
                       enum printer_trouble *trouble, struct err *err)
{
    struct script *script = context;

    script->asks++;
    if (!fail_with(script->ask_error, err))
        return false;
    if (script->job != job || !text_equal(script->name, name))
        return err_set(err, ERR_NOT_FOUND, "no such job");
    *answer = script->is_cancelled ? script->answer_when_cancelled : script->answer;
    *trouble = script->job_trouble;
    return true;
}

static bool script_cancel(void *context, int job, struct err *err)
{
    struct script *script = context;

    script->cancels++;
    if (!fail_with(script->cancel_error, err))
        return false;
    script->is_cancelled = job == script->job;
    return true;
}

void script_printer(struct printer *out, struct script *script, const char *queue)
{
    *script = (struct script){.is_confirming = true,
                              .answer = ANSWER_PRINTED,
                              .answer_when_cancelled = ANSWER_NOT_PRINTED};
    assert_true(text_copy(script->queue, sizeof script->queue, queue));
    *out = (struct printer){
        .context = script,
        .look = script_look,
        .fit = script_fit,
        .create = script_create,
        .send = script_send,
        .find = script_find,
        .ask = script_ask,
        .cancel = script_cancel,
    };
}
