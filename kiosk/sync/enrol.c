/* How a kiosk becomes one of an office's: the first contact. */
#include "base/mem.h"
#include "base/wake.h"
#include "desk/office.h"
#include "sync/csr.h"
#include "base/file.h"
#include "base/sign.h"
#include "sync/identity_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOG_AREA "enrol"
#include "base/log.h"
#define PIN_HEAD "sha256//"

static bool check_pin(const char *pin, struct err *err)
{
    uint8_t digest[32];

    return !pin
           || (strncmp(pin, PIN_HEAD, strlen(PIN_HEAD)) == 0
               && base64_read(digest, sizeof digest, pin + strlen(PIN_HEAD)))
           || err_set(err, ERR_INVALID,
                      "\"%s\" is no pin: it reads " PIN_HEAD "…= as the office's server shows it",
                      pin);
}

static bool check_code(const char *code, struct err *err)
{
    return (strlen(code) == ENROLMENT_CODE - 1 && strspn(code, "0123456789") == ENROLMENT_CODE - 1)
           || err_set(err, ERR_INVALID, "a code has ten digits, this one has not");
}

/* Nobody is believed because he answers first. */
static bool check_options(const struct enrol_options *options, struct err *err)
{
    AUTO_FREE char *bytes = NULL;
    size_t len = 0;

    if (!options->authority && !options->pin)
        return err_set(err, ERR_INVALID,
                       "say how the office is known: --authority FILE (authority.crt of the "
                       "office's server) or --pin " PIN_HEAD "…");
    if (options->authority && !file_read(options->authority, ENROLMENT_PEM, &bytes, &len, err))
        return err_add(err, "--authority");
    return check_pin(options->pin, err) && check_code(options->code, err);
}

static bool check_place(const struct identity_files *serving, bool is_again, struct err *err)
{
    struct identity_office office;
    struct err ignored; /* a damaged one is no reason to keep it */

    if (is_again || access(serving->dir, F_OK) != 0)
        return true;
    bool is_read = identity_office_read(&office, serving->office, &ignored);
    return err_set(err, ERR_INVALID,
                   "this kiosk is enrolled already%s%s; --again gives it a new certificate",
                   is_read ? " at " : "", is_read ? office.url : "");
}

/* The authority that was told by hand is the one that came. */
static bool check_authority(const struct enrol_options *options, const struct enrolment *enrolment,
                            struct err *err)
{
    AUTO_FREE char *told = NULL;
    size_t len = 0;

    if (!options->authority)
        return true;
    return file_read(options->authority, ENROLMENT_PEM, &told, &len, err)
           && (csr_is_same(told, enrolment->authority)
               || err_set(err, ERR_INVALID,
                          "%s: the office has another authority than the one in %s", options->url,
                          options->authority));
}

/* Whoever was a kiosk of this office before stays that one. A key that cannot be used any more proves
 * nothing: then it becomes a new one. */
static void add_former(const struct identity_files *serving, struct enrolment_request *request)
{
    AUTO_FREE char *certificate = NULL;
    AUTO_TEXT struct text proven = {0};
    size_t len = 0;
    struct csr_facts facts;
    struct err err = {0};

    if (access(serving->certificate, F_OK) != 0)
        return;
    text_init(&proven, 2 * ENROLMENT_PEM);
    enrolment_write_proven(&proven, request);
    if (!file_read(serving->certificate, ENROLMENT_PEM - 1, &certificate, &len, &err)
        || !csr_read(&facts, certificate, serving->key, &err)
        || !csr_prove(request->proof, serving->key, proven.data, proven.len, &err)
        || !text_copy(request->former, sizeof request->former, certificate)) {
        request->former[0] = '\0';
        log_warn("this kiosk cannot show which one it was (%s): it becomes a new one", err.text);
    }
}

static bool ask(const struct identity_errand *errand, const struct enrol_options *options,
                struct enrolment *out, struct err *err)
{
    AUTO(transport_close) struct transport transport = {0};
    struct transport_options way = {
        .url = options->url, .authority = options->authority, .pins = options->pin};
    struct enrolment_request request = {0};

    if (!text_copy(request.code, sizeof request.code, options->code)
        || !text_copy(request.device, sizeof request.device,
                      text_is_set(options->device) ? options->device : "K1"))
        return err_set(err, ERR_INVALID, "the device's name \"%s\" is too long", options->device);
    if (!identity_files_prepare(errand->made, err)
        || !csr_write(request.csr, errand->made->key, err))
        return false;
    add_former(errand->serving, &request);
    return desk_verify_time(errand->desk, &way.verify_ms, err)
           && errand->open_way(&transport, &way, err)
           && identity_ask(errand, &transport, "/v1/enrol", &request, out, err);
}

bool identity_enrol_by(identity_open_way *open_way, struct desk *desk,
                       const struct enrol_options *options, struct err *err)
{
    AUTO(identity_files_clear) struct identity_files made = {0};
    AUTO(identity_files_clear) struct identity_files serving = {0};
    const struct identity_errand errand = {.open_way = open_way,
                                           .desk = desk,
                                           .url = options->url,
                                           .made = &made,
                                           .serving = &serving};
    struct enrolment enrolment;

    identity_files_init(&made, options->state_dir, true);
    identity_files_init(&serving, options->state_dir, false);
    if (!check_options(options, err) || !check_place(&serving, options->is_again, err)
        || !ask(&errand, options, &enrolment, err) || !check_authority(options, &enrolment, err)
        || !identity_take(&errand, &enrolment, err))
        return false;
    wake_touch(options->state_dir);
    return true;
}

bool identity_enrol(struct desk *desk, const struct enrol_options *options, struct err *err)
{
    return identity_enrol_by(transport_curl_open, desk, options, err);
}
