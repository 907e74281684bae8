/* A slip that leaves nothing behind. */
#include "desk/thanks.h"
#include "desk/desk_internal.h"
#include "store/print_store.h"

bool desk_thanks_store(struct desk *desk, struct print_job *job, struct err *err)
{
    desk->has_clean_log = false;
    if (job->trouble != TROUBLE_NONE)
        job->is_wanted = false;
    return print_store_update(desk->db, job, err);
}

bool desk_thanks_sweep(struct desk *desk, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    struct print_job job;
    struct err missing = {0};

    if (!print_store_find(desk->db, THANKS_JOB, &job, &missing))
        return missing.code == ERR_NOT_FOUND || err_set(err, missing.code, "%s", missing.text);
    if (!print_state_is_final(job.state))
        return true;
    desk->has_clean_log = false;
    return desk_begin(desk, &tx, err) && print_store_delete_thanks(desk->db, err)
           && desk_commit(desk, &tx, err);
}

bool desk_print_thanks(struct desk *desk, const char *lang, struct print_job *out, struct err *err)
{
    AUTO_TX struct tx tx = {0};
    const struct uuid request = uuid_v4();
    struct err missing = {0};

    if (!desk_begin(desk, &tx, err))
        return false;
    if (print_store_find(desk->db, THANKS_JOB, out, &missing)) {
        if (!print_state_is_final(out->state))
            return true;
    } else if (missing.code != ERR_NOT_FOUND) {
        return err_set(err, missing.code, "%s", missing.text);
    }
    *out = (struct print_job){
        .uuid = uuid_v4(), .kind = SLIP_THANKS, .state = PRINT_QUEUED, .is_wanted = true};
    text_copy(out->lang, sizeof out->lang, lang);
    return print_store_delete_thanks(desk->db, err) && print_store_add(desk->db, out, &request, err)
           && desk_commit(desk, &tx, err);
}

bool desk_thanks_job(struct desk *desk, struct print_job *out, struct err *err)
{
    return desk_enter(desk, err) && print_store_find(desk->db, THANKS_JOB, out, err)
           && (!print_state_is_final(out->state) || desk_thanks_sweep(desk, err));
}
