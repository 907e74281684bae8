/* Certificates and requests for them as anybody may send them: PEM, or the DER in it. The office takes
 * only what its key signed, a kiosk only what its authority did; nobody is asked for a password. */
#include "base/mem.h"
#include "base/sign.h"
#include "office/authority.h"
#include "office/office.h"
#include "sync/csr.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define NOW_MS INT64_C(1795305600000) /* 2026-11-22 */

enum { TEXT_MOST = 16 * 1024 };

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *place)
{
    (void)stat;
    (void)kind;
    (void)place;
    return remove(path);
}

/* An authority of this process, and the path of its server's key. Its folder is gone before the first
 * input is tried, so that no end of the process leaves it behind: the key is read through its descriptor. */
static const struct authority *house(const char **out_key)
{
    static char key[32];
    static struct authority *authority;

    if (!authority) {
        char dir[] = "/tmp/fuzz_csr.XXXXXX";

        expect(mkdtemp(dir) && office_make_authority(dir, "kantor.example", NULL)
               && authority_open(&authority, dir, NULL));
        AUTO_FREE char *path = mem_format("%s/server.key", dir);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        expect(fd >= 0 && text_format(key, sizeof key, "/proc/self/fd/%d", fd));
        expect(nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS) == 0);
    }
    *out_key = key;
    return authority;
}

static void try_request(const struct authority *authority, const char *pem)
{
    static struct authority_issued issued;
    struct uuid kiosk = {{1}};
    struct err err;

    if (authority_issue(&issued, authority, pem, &kiosk, NOW_MS, &err)) {
        struct enrolment told = {0};

        authority_tell(authority, &told);
        expect(csr_check_issuer(issued.certificate, told.authority, NOW_MS, NULL));
    } else {
        expect(err.code == ERR_INVALID);
    }
}

static void try_certificate(const struct authority *authority, const char *key, const char *pem)
{
    static struct enrolment_request request;
    struct enrolment told = {0};
    struct csr_facts facts;
    struct uuid kiosk;
    struct err err;

    authority_tell(authority, &told);
    expect(!csr_check_issuer(pem, told.authority, NOW_MS, NULL));
    expect(!csr_read(&facts, pem, key, &err) && err.code == ERR_CORRUPT);
    expect(!csr_is_same(pem, told.authority));
    request = (struct enrolment_request){.proof = "AAAA"};
    if (text_copy(request.former, sizeof request.former, pem)
        && !authority_name(&kiosk, authority, &request, &err))
        expect(err.code == ERR_INVALID);
}

static void wrap(struct text *out, const char *what, const uint8_t *bytes, size_t len)
{
    text_addf(out, "-----BEGIN %s-----\n", what);
    (void)base64_write(out, bytes, len);
    text_addf(out, "\n-----END %s-----\n", what);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const char *key;
    const struct authority *authority = house(&key);
    AUTO_TEXT struct text request = {0};
    AUTO_TEXT struct text certificate = {0};

    text_init(&request, TEXT_MOST);
    text_init(&certificate, TEXT_MOST);
    if (len > 0 && bytes[0] == '-') {
        text_add_bytes(&request, (const char *)bytes, len);
        text_add_bytes(&certificate, (const char *)bytes, len);
    } else {
        wrap(&request, "CERTIFICATE REQUEST", bytes, len);
        wrap(&certificate, "CERTIFICATE", bytes, len);
    }
    try_request(authority, request.data);
    try_certificate(authority, key, certificate.data);
    return 0;
}
