/* Reads jobs from cupsd and judges what became of them. */
#include "printing/cups_job.h"
#include "base/id.h"
#include "base/text.h"
#include "printing/escpos_backend.h"
#include <string.h>

enum { DEVICE_MS = 1000 };

static const char *const job_attributes[] = {
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "time-at-processing",
    "number-of-documents",
    "job-impressions-completed",
    "job-media-progress",
    "job-printer-state-message",
};

/* "completed" with one of these is not: the sheets are still inside, or not all of them are good. */
static bool is_doubt(const char *reason)
{
    static const char *const doubts[] = {"queued-in-device", "job-completed-with-errors",
                                         "errors-detected"};

    for (size_t i = 0; i < ARRAY_LEN(doubts); i++) {
        if (text_equal(reason, doubts[i]))
            return true;
    }
    return false;
}

static void read_reasons(ipp_attribute_t *attribute, struct cups_job *job)
{
    int count = ippGetCount(attribute);

    for (int i = 0; i < count; i++) {
        const char *reason = ippGetString(attribute, i, NULL);
        if (reason && i == 0)
            (void)text_copy(job->reason, sizeof job->reason, reason);
        job->has_doubt = job->has_doubt || (reason && is_doubt(reason));
    }
}

static void read_fact(ipp_attribute_t *attribute, struct cups_job *job)
{
    struct {
        const char *name;
        int *slot;
    } integers[] = {
        {"job-id", &job->id},
        {"job-state", &job->state},
        {"job-impressions-completed", &job->impressions},
        {"job-media-progress", &job->progress},
    };
    const char *name = ippGetName(attribute);
    ipp_tag_t tag = ippGetValueTag(attribute);
    const char *string = ippGetString(attribute, 0, NULL);

    for (size_t i = 0; i < ARRAY_LEN(integers); i++) {
        if (text_equal(name, integers[i].name) && (tag == IPP_TAG_INTEGER || tag == IPP_TAG_ENUM))
            *integers[i].slot = ippGetInteger(attribute, 0);
    }
    if (text_equal(name, "number-of-documents"))
        job->is_bare = tag == IPP_TAG_INTEGER && ippGetInteger(attribute, 0) == 0;
    if (text_equal(name, "time-at-processing"))
        job->was_started = tag == IPP_TAG_INTEGER; /* "no-value" until then */
    if (string && text_equal(name, "job-name") && !text_copy(job->name, sizeof job->name, string))
        job->name[0] = '\0'; /* longer than a uuid: not one of ours */
    if (text_equal(name, "job-state-reasons"))
        read_reasons(attribute, job);
    if (string && text_equal(name, "job-printer-state-message"))
        job->was_kept_off = strstr(string, ESCPOS_NOTHING_OUT) != NULL;
}

/* The next job in an answer, from `*at` on; false at the end. */
static bool next_job(ipp_t *answer, ipp_attribute_t **at, struct cups_job *job)
{
    *job = (struct cups_job){0};
    while (*at && ippGetGroupTag(*at) != IPP_TAG_JOB)
        *at = ippNextAttribute(answer);
    if (!*at)
        return false;
    for (; *at && ippGetGroupTag(*at) == IPP_TAG_JOB; *at = ippNextAttribute(answer)) {
        if (!ippGetName(*at))
            break;
        read_fact(*at, job);
    }
    return true;
}

bool cups_job_read(struct cups_job *out, const char *queue, int id, struct err *err)
{
    AUTO_IPP ipp_t *answer = NULL;
    ipp_t *request = cups_request(IPP_OP_GET_JOB_ATTRIBUTES, queue);

    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", id);
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  ARRAY_LEN(job_attributes), NULL, job_attributes);
    if (!cups_call(request, "/", &answer, err))
        return false;
    return cups_job_take(out, answer) || err_set(err, ERR_NOT_FOUND, "no job %d", id);
}

bool cups_job_take(struct cups_job *out, ipp_t *answer)
{
    ipp_attribute_t *at = ippFirstAttribute(answer);

    return next_job(answer, &at, out);
}

void cups_job_pick(struct cups_job *out, ipp_t *answer, const char *name)
{
    ipp_attribute_t *at = ippFirstAttribute(answer);
    struct cups_job job;

    *out = (struct cups_job){0};
    while (next_job(answer, &at, &job)) {
        bool is_better = !out->id || cups_job_has_document(&job) || !cups_job_has_document(out);
        if (job.id > 0 && text_equal(job.name, name) && is_better)
            *out = job;
    }
}

bool cups_job_find(struct cups_job *out, const char *queue, const char *name, struct err *err)
{
    AUTO_IPP ipp_t *answer = NULL;
    ipp_t *request = cups_request(IPP_OP_GET_JOBS, queue);

    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", NULL, "all");
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  ARRAY_LEN(job_attributes), NULL, job_attributes);
    if (!cups_call(request, "/", &answer, err))
        return false;
    cups_job_pick(out, answer, name);
    return true;
}

bool cups_job_ask_device(struct cups_job *out, const char *uri, const char *name, struct err *err)
{
    static const char *const which[] = {"completed", "not-completed"}; /* all that it must know */

    *out = (struct cups_job){0};
    for (size_t i = 0; i < ARRAY_LEN(which) && !out->id; i++) {
        AUTO_IPP ipp_t *answer = NULL;
        ipp_t *request = ippNewRequest(IPP_OP_GET_JOBS);

        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
                     cupsUser());
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", NULL, which[i]);
        ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                      ARRAY_LEN(job_attributes), NULL, job_attributes);
        if (!cups_call_device(uri, DEVICE_MS, request, &answer, err))
            return false;
        cups_job_pick(out, answer, name);
    }
    return true;
}

enum printed_answer cups_job_judge_ipp(const struct cups_job *job, const struct cups_job *own,
                                       bool was_lost)
{
    bool is_over = own->state >= IPP_JSTATE_CANCELED;

    if (own->id && !is_over)
        return ANSWER_PRINTING; /* cupsd has lost its backend, not the printer its slip */
    if (job->state == IPP_JSTATE_COMPLETED && own->state == IPP_JSTATE_COMPLETED && !own->has_doubt
        && !was_lost)
        return ANSWER_PRINTED;
    return ANSWER_UNCERTAIN;
}

/* A slip of ours that was begun and put back: nobody waits for it any more, its end is uncertain. */
static bool give_up(const struct cups_queue *queue, const struct cups_job *job, struct err *err)
{
    AUTO_IPP ipp_t *answer = NULL;
    struct uuid name;

    if (job->state != IPP_JSTATE_PENDING || !uuid_parse(job->name, &name))
        return err_set(err, ERR_INVALID, "job %d, which was begun, lies in it", job->id);
    ipp_t *request = cups_request(IPP_OP_CANCEL_JOB, queue->name);
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job->id);
    return cups_call(request, "/jobs", &answer, err);
}

/* A stock backend would print all of a job again that was begun and lies in the queue. */
static bool clear_begun(const struct cups_queue *queue, struct err *err)
{
    AUTO_IPP ipp_t *answer = NULL;
    ipp_t *request = cups_request(IPP_OP_GET_JOBS, queue->name);
    struct cups_job job;

    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  ARRAY_LEN(job_attributes), NULL, job_attributes);
    if (!cups_call(request, "/", &answer, err))
        return false;
    ipp_attribute_t *at = ippFirstAttribute(answer);
    while (next_job(answer, &at, &job)) {
        if (job.was_started && !give_up(queue, &job, err))
            return false;
    }
    return true;
}

bool cups_queue_resume(const struct cups_queue *queue, struct err *err)
{
    AUTO_IPP ipp_t *answer = NULL;

    if (queue->device != DEVICE_ESCPOS && !clear_begun(queue, err))
        return false;
    return cups_call(cups_request(IPP_OP_RESUME_PRINTER, queue->name), "/admin/", &answer, err);
}

bool cups_job_has_document(const struct cups_job *job)
{
    if (job->state == IPP_JSTATE_HELD)
        return !text_equal(job->reason, "job-incoming");
    if (job->state == IPP_JSTATE_CANCELED || job->state == IPP_JSTATE_ABORTED)
        return job->was_started;
    return true;
}

/* Has anjungan-escpos begun? It says so on the job, and on the queue while it is at it. */
static bool has_begun(const struct cups_job *job, const struct cups_queue *queue)
{
    return job->progress > 0 || job->impressions > 0
           || (queue->reasons.is_sending && queue->is_printing);
}

/* A job that is over, with and without our backend's word. */
static enum printed_answer judge_end(const struct cups_job *job, const struct cups_queue *queue)
{
    bool is_confirming = queue->device == DEVICE_ESCPOS;
    bool is_completed = job->state == IPP_JSTATE_COMPLETED;

    /* cupsd calls a job completed, too, whose backend was killed, and may call one aborted that was out when cupsd
     * itself was; the counted page is the proof. */
    if (is_confirming && job->impressions > 0)
        return ANSWER_PRINTED;
    if (!is_completed && !job->was_started)
        return ANSWER_NOT_PRINTED;
    if (!is_confirming)
        return ANSWER_UNCERTAIN;
    /* Cancelled, but the backend may still be at it: only its last word counts. */
    if (queue->is_printing)
        return has_begun(job, queue) ? ANSWER_PRINTING : ANSWER_WAITING;
    if (has_begun(job, queue))
        return ANSWER_UNCERTAIN;
    /* A cupsd that was started anew has forgotten whether it had begun. */
    return job->is_followed || job->was_kept_off ? ANSWER_NOT_PRINTED : ANSWER_UNCERTAIN;
}

/* Not begun yet, or put back by a pause or a restart of cupsd. */
static enum printed_answer judge_pending(const struct cups_job *job, const struct cups_queue *queue)
{
    /* Only our backend never starts it twice. */
    if (queue->device != DEVICE_ESCPOS && job->was_started)
        return ANSWER_UNCERTAIN;
    /* A cupsd that ended before it had written down the job's end leaves it so for ever. The counted page was
     * written before. */
    if (queue->device == DEVICE_ESCPOS && job->impressions > 0)
        return ANSWER_PRINTED;
    return job->is_bare ? ANSWER_UNCERTAIN : ANSWER_WAITING;
}

enum printed_answer cups_job_judge(const struct cups_job *job, const struct cups_queue *queue)
{
    switch (job->state) {
    case IPP_JSTATE_CANCELED:
    case IPP_JSTATE_ABORTED:
    case IPP_JSTATE_COMPLETED:
        return judge_end(job, queue);
    case IPP_JSTATE_HELD:
        /* "job-incoming": the document is not there yet. Any other hold is our backend's, which
         * does not know, or a person's. */
        if (text_equal(job->reason, "job-incoming"))
            return ANSWER_WAITING;
        return ANSWER_UNCERTAIN;
    case IPP_JSTATE_STOPPED: /* a filter has failed: cupsd keeps it so for ever, and soon without a reason */
        return ANSWER_UNCERTAIN;
    case IPP_JSTATE_PENDING:
        return judge_pending(job, queue);
    default:
        break;
    }
    if (queue->device == DEVICE_ESCPOS)
        return has_begun(job, queue) ? ANSWER_PRINTING : ANSWER_WAITING;
    return ANSWER_PRINTING;
}
