/* Requests for a certificate, and their answers. Each reader takes all of it or nothing. */
#include "wire/enrolment.h"
#include "base/json.h"
#include "base/sign.h"

#include <string.h>

static const char csr_head[] = "-----BEGIN CERTIFICATE REQUEST-----\n";
static const char certificate_head[] = "-----BEGIN CERTIFICATE-----\n";

enum { DIGITS = ENROLMENT_CODE - 1, DIGEST = 32, KEY_TEXT = 64 };

static bool copy_text(char *out, size_t size, const struct json *value)
{
    const char *text = value ? json_string(value) : NULL;

    return text && text_copy(out, size, text);
}

static bool copy_pem(char out[ENROLMENT_PEM], const struct json *value, const char *head)
{
    return copy_text(out, ENROLMENT_PEM, value) && strncmp(out, head, strlen(head)) == 0;
}

static bool is_code(const char *code)
{
    return strlen(code) == DIGITS && strspn(code, "0123456789") == DIGITS;
}

/* As devices are called in the configuration: letters, digits and hyphens. */
static bool is_device(const char *device)
{
    size_t len = strlen(device);

    return len > 0
           && strspn(device, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
                  == len;
}

void enrolment_write(struct text *out, const struct enrolment_request *request)
{
    struct json_out json;

    json_out_init(&json, out);
    json_out_object(&json, NULL);
    if (request->code[0] != '\0')
        json_out_string(&json, "code", request->code);
    json_out_string(&json, "csr", request->csr);
    if (request->code[0] != '\0')
        json_out_string(&json, "device", request->device);
    if (request->former[0] != '\0') {
        json_out_string(&json, "former", request->former);
        json_out_string(&json, "proof", request->proof);
    }
    json_out_close_object(&json);
}

void enrolment_write_proven(struct text *out, const struct enrolment_request *request)
{
    text_addf(out, "anjungan-former/1\n%s\n%s", request->code, request->csr);
}

/* Both or none; with a code alone. */
static bool read_former(struct enrolment_request *out, const struct json *root)
{
    AUTO_TEXT struct text proof = {0};

    if (!json_get(root, "former"))
        return true;
    text_init(&proof, sizeof out->proof);
    return copy_pem(out->former, json_get(root, "former"), certificate_head)
           && copy_text(out->proof, sizeof out->proof, json_get(root, "proof"))
           && out->proof[0] != '\0' && base64_add(&proof, out->proof);
}

bool enrolment_read(struct enrolment_request *out, const char *bytes, size_t len, struct err *err)
{
    AUTO_JSON struct json *root = NULL;

    *out = (struct enrolment_request){0};
    if (!json_parse(&root, bytes, len, NULL, err))
        return err_add(err, "the request for a certificate");
    bool is_first = json_get(root, "code") != NULL;
    size_t members = !is_first ? 1 : json_get(root, "former") ? 5 : 3;
    if (json_kind(root) != JSON_OBJECT || json_len(root) != members)
        return err_set(err, ERR_INVALID, "the request holds other things than belong there");
    if (!copy_pem(out->csr, json_get(root, "csr"), csr_head))
        return err_set(err, ERR_INVALID, "\"csr\" is no certificate request in PEM");
    if (!is_first)
        return true;
    if (!copy_text(out->code, sizeof out->code, json_get(root, "code")) || !is_code(out->code))
        return err_set(err, ERR_INVALID, "\"code\" is not %d digits", DIGITS);
    if (!copy_text(out->device, sizeof out->device, json_get(root, "device"))
        || !is_device(out->device))
        return err_set(err, ERR_INVALID, "\"device\" is no name of a device");
    return read_former(out, root)
           || err_set(err, ERR_INVALID,
                      "\"former\" and \"proof\" are no certificate and signature");
}

void enrolment_write_reply(struct text *out, const struct enrolment *enrolment)
{
    char kiosk[UUID_TEXT];
    AUTO_TEXT struct text key = {0};
    struct json_out json;

    uuid_format(&enrolment->kiosk, kiosk);
    text_init(&key, KEY_TEXT);
    if (!base64_write(&key, enrolment->office_key, sizeof enrolment->office_key)) {
        out->overflow = true;
        return;
    }
    json_out_init(&json, out);
    json_out_object(&json, NULL);
    json_out_string(&json, "kiosk", kiosk);
    json_out_string(&json, "certificate", enrolment->certificate);
    json_out_string(&json, "authority", enrolment->authority);
    json_out_array(&json, "pins");
    for (size_t i = 0; i < enrolment->pin_count; i++)
        json_out_string(&json, NULL, enrolment->pins[i]);
    json_out_close_array(&json);
    json_out_string(&json, "office_key", key.data);
    json_out_int(&json, "server_time", enrolment->server_ms);
    json_out_close_object(&json);
}

static bool read_pins(struct enrolment *out, const struct json *pins)
{
    uint8_t digest[DIGEST];

    if (!pins || json_kind(pins) != JSON_ARRAY || json_len(pins) < 1
        || json_len(pins) > ENROLMENT_PINS)
        return false;
    for (size_t i = 0; i < json_len(pins); i++) {
        char *pin = out->pins[out->pin_count++];

        if (!copy_text(pin, ENROLMENT_PIN, json_at(pins, i))
            || !base64_read(digest, sizeof digest, pin))
            return false;
    }
    return true;
}

static bool read_kiosk(struct enrolment *out, const struct json *root)
{
    const struct json *kiosk = json_get(root, "kiosk");
    const struct json *key = json_get(root, "office_key");
    const struct json *time = json_get(root, "server_time");

    if (!kiosk || !json_string(kiosk) || !uuid_parse(json_string(kiosk), &out->kiosk)
        || uuid_is_nil(&out->kiosk) || !time || json_kind(time) != JSON_INT || json_int(time) < 1)
        return false;
    out->server_ms = json_int(time);
    return key && json_string(key)
           && base64_read(out->office_key, sizeof out->office_key, json_string(key));
}

/* Members that a later office adds are no fault. */
bool enrolment_read_reply(struct enrolment *out, const char *bytes, size_t len, struct err *err)
{
    AUTO_JSON struct json *root = NULL;

    *out = (struct enrolment){0};
    if (!json_parse(&root, bytes, len, NULL, err))
        return err_add(err, "the answer to the enrolment");
    if (json_kind(root) == JSON_OBJECT && read_kiosk(out, root)
        && copy_pem(out->certificate, json_get(root, "certificate"), certificate_head)
        && copy_pem(out->authority, json_get(root, "authority"), certificate_head)
        && read_pins(out, json_get(root, "pins")))
        return true;
    return err_set(err, ERR_INVALID, "the answer to the enrolment is not one");
}
