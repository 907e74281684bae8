/* What cupsd had not brought to the disk when it ended. */
#include "base/text.h"
#include "support/print_faults.h"
#include <cups/cups.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

static void unset(ipp_t *file, const char *name)
{
    ipp_attribute_t *at = ippFindAttribute(file, name, IPP_TAG_ZERO);

    if (at)
        ippDeleteAttribute(file, at);
    ippAddOutOfBand(file, IPP_TAG_JOB, IPP_TAG_NOVALUE, name);
}

/* Its list of jobs (job.cache) is written before the job's own file. */
void fault_forget_end(struct print_house *house, int job)
{
    char path[HOUSE_PATH];

    assert_true(text_format(path, sizeof path, "%s/printer/spool/c%05d", house->directory, job));
    int fd = open(path, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0);
    ipp_t *file = ippNew();
    assert_int_equal(ippReadFile(fd, file), IPP_STATE_DATA);
    ipp_attribute_t *state = ippFindAttribute(file, "job-state", IPP_TAG_ENUM);
    assert_int_equal(ippGetInteger(state, 0), IPP_JSTATE_COMPLETED);
    assert_true(ippSetInteger(file, &state, 0, IPP_JSTATE_PROCESSING));
    unset(file, "time-at-completed");
    unset(file, "date-time-at-completed");
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    assert_int_equal(ftruncate(fd, 0), 0);
    ippSetState(file, IPP_STATE_IDLE);
    assert_int_equal(ippWriteFile(fd, file), IPP_STATE_DATA);
    ippDelete(file);
    close(fd);
}
