/* Answers of cupsd and of IPP printers, byte by byte: what is made of them stays within bounds. The
 * first byte chooses the name that is looked for. */
#include "base/text.h"
#include "printing/cups_job.h"
#include "printing/cups_queue.h"
#include "printing/ipp_bytes.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static bool is_ended(const char *array, size_t size)
{
    return memchr(array, '\0', size) != NULL;
}

static void expect_queue(const struct cups_queue *queue)
{
    expect(queue->page_count <= MEDIA_MAX && is_ended(queue->device_uri, sizeof queue->device_uri));
    expect(queue->reasons.trouble <= TROUBLE_UNKNOWN && queue->device <= DEVICE_DRIVER);
    for (size_t i = 0; i < queue->page_count; i++)
        expect(queue->pages[i].width_mm > 0 && queue->pages[i].width_mm <= 3000
               && queue->pages[i].length_mm > 0 && queue->pages[i].length_mm <= 3000);
    const struct cups_page *page = cups_page_choose(queue->pages, queue->page_count, 80, 120);
    expect(!page || (page->width_mm >= 79 && page->length_mm >= 120));
}

static void expect_job(const struct cups_job *job, const struct cups_queue *queue)
{
    enum printed_answer answer = cups_job_judge(job, queue);

    expect(is_ended(job->name, sizeof job->name) && is_ended(job->reason, sizeof job->reason));
    expect(answer <= ANSWER_UNCERTAIN);
    expect(answer != ANSWER_PRINTED
           || (job->state == IPP_JSTATE_COMPLETED && job->impressions > 0
               && queue->device == DEVICE_ESCPOS));
    (void)cups_job_has_document(job);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const names[] = {"", "slip", "0f6d2c1e-8f5b-4a9e-9a55-6a1f5d1c2b3a"};
    static struct cups_queue queue;
    AUTO_IPP ipp_t *answer = NULL;
    struct cups_job job;
    struct err err = {0};

    if (len == 0)
        return 0;
    if (!ipp_bytes_read(bytes + 1, len - 1, &answer, &err)) {
        expect(err.code == ERR_INVALID && !answer);
        return 0;
    }
    if (cups_queue_take(&queue, "tiket", answer, &err))
        expect_queue(&queue);
    if (cups_job_take(&job, answer))
        expect_job(&job, &queue);
    cups_job_pick(&job, answer, names[bytes[0] % 3]);
    expect(job.id == 0 || (job.id > 0 && text_equal(job.name, names[bytes[0] % 3])));
    if (job.id)
        expect_job(&job, &queue);
    return 0;
}
