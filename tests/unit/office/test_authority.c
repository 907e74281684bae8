/* The operator's own authority: what it makes, what it signs, what it refuses. */
#include "office/authority.h"
#include "base/file.h"
#include "base/mem.h"
#include "domain/time_floor.h"
#include "office/office.h"

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/ui.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define KIOSK "0d0b1f4e-6c2a-4b57-9d61-2f1f4b9c7a10"
#define DAY_MS (INT64_C(24) * 3600 * 1000)
#define NOW_MS INT64_C(1795305600000) /* 2026-11-22 */

static const char *const files[] = {"authority.key", "authority.crt", "server.key",
                                    "server.crt",    "next.key",      "pins"};

struct house {
    char dir[64];
    struct authority *authority;
    struct uuid kiosk;
};

static char *path_of(const struct house *house, const char *name)
{
    return mem_format("%s/%s", house->dir, name);
}

static void take_file(const struct house *house, const char *name, char **out)
{
    AUTO_FREE char *path = path_of(house, name);
    size_t len = 0;

    assert_true(file_read(path, 16 * 1024, out, &len, NULL));
}

static int open_house(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    const char *temporary = getenv("TMPDIR");
    struct err err = {0};

    assert_true(text_format(house->dir, sizeof house->dir, "%s/anjungan.XXXXXX",
                            temporary ? temporary : "/tmp"));
    assert_non_null(mkdtemp(house->dir));
    assert_true(uuid_parse(KIOSK, &house->kiosk));
    if (!office_make_authority(house->dir, "kantor.example", &err)
        || !authority_open(&house->authority, house->dir, &err))
        fail_msg("%s", err.text);
    *state = house;
    return 0;
}

static int close_house(void **state)
{
    struct house *house = *state;

    authority_close(house->authority);
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO_FREE char *path = path_of(house, files[i]);

        unlink(path);
    }
    assert_int_equal(rmdir(house->dir), 0); /* nothing else was left */
    free(house);
    return 0;
}

/* As a kiosk and nginx check it, at a moment. */
static bool is_good(const struct house *house, X509 *certificate, int purpose, int64_t at_ms)
{
    AUTO_FREE char *path = path_of(house, "authority.crt");
    AUTO_CERTIFICATE X509 *root = NULL;
    X509_STORE *store = X509_STORE_new();
    X509_STORE_CTX *context = X509_STORE_CTX_new();

    assert_true(certificate_read(&root, path, NULL));
    assert_int_equal(X509_STORE_add_cert(store, root), 1);
    assert_int_equal(X509_STORE_CTX_init(context, store, certificate, NULL), 1);
    X509_VERIFY_PARAM_set_purpose(X509_STORE_CTX_get0_param(context), purpose);
    X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(context), (time_t)(at_ms / 1000));
    X509_VERIFY_PARAM_set_flags(X509_STORE_CTX_get0_param(context), X509_V_FLAG_X509_STRICT);
    bool is_valid = X509_verify_cert(context) == 1;
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    return is_valid;
}

static X509 *parse(const char *pem)
{
    BIO *bio = BIO_new_mem_buf(pem, -1);
    X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);

    BIO_free(bio);
    assert_non_null(certificate);
    return certificate;
}

/* A request with another's name and more rights than it should get. */
static char *request_by(EVP_PKEY *key, EVP_PKEY *signer)
{
    X509_REQ *request = X509_REQ_new();
    STACK_OF(X509_EXTENSION) *wishes = sk_X509_EXTENSION_new_null();
    BIO *bio = BIO_new(BIO_s_mem());
    char *bytes = NULL;
    X509_NAME *name = X509_REQ_get_subject_name(request);

    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"kantor.example",
                               -1, -1, 0);
    sk_X509_EXTENSION_push(wishes,
                           X509V3_EXT_conf_nid(NULL, NULL, NID_basic_constraints, "CA:TRUE"));
    sk_X509_EXTENSION_push(
        wishes, X509V3_EXT_conf_nid(NULL, NULL, NID_subject_alt_name, "DNS:kantor.example"));
    assert_int_equal(X509_REQ_add_extensions(request, wishes), 1);
    sk_X509_EXTENSION_pop_free(wishes, X509_EXTENSION_free);
    assert_int_equal(X509_REQ_set_pubkey(request, key), 1);
    assert_true(X509_REQ_sign(request, signer, EVP_sha256()) > 0);
    assert_int_equal(PEM_write_bio_X509_REQ(bio, request), 1);
    long len = BIO_get_mem_data(bio, &bytes);
    char *pem = mem_zalloc(1, (size_t)len + 1);
    memcpy(pem, bytes, (size_t)len);
    BIO_free(bio);
    X509_REQ_free(request);
    return pem;
}

static char *good_request(void)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    char *pem = request_by(key, key);

    EVP_PKEY_free(key);
    return pem;
}

static void server_is_believed_for_its_host_alone(void **state)
{
    const struct house *house = *state;
    AUTO_FREE char *path = path_of(house, "server.crt");
    AUTO_CERTIFICATE X509 *server = NULL;
    int64_t now_ms = (int64_t)time(NULL) * 1000;

    assert_true(certificate_read(&server, path, NULL));
    assert_true(is_good(house, server, X509_PURPOSE_SSL_SERVER, now_ms));
    assert_false(is_good(house, server, X509_PURPOSE_SSL_CLIENT, now_ms));
    assert_int_equal(X509_check_host(server, "kantor.example", 0, 0, NULL), 1);
    assert_int_equal(X509_check_host(server, "lain.example", 0, 0, NULL), 0);
}

/* The rule of the floor, on real certificates: the clock of 1986 or of twenty years on would refuse
 * them, the floor does not, also when the program is older than the authority. */
static void wrong_clocks_still_believe_the_server(void **state)
{
    const struct house *house = *state;
    AUTO_FREE char *path = path_of(house, "server.crt");
    AUTO_CERTIFICATE X509 *server = NULL;
    int64_t now_ms = (int64_t)time(NULL) * 1000;
    int64_t built_ms = now_ms - 400 * DAY_MS;
    const int64_t wrong[] = {INT64_C(504921600000), 0, now_ms + 20 * 365 * DAY_MS};

    assert_true(certificate_read(&server, path, NULL));
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        int64_t verify_ms = time_floor_verify(time_floor(built_ms, 0), wrong[i]);

        assert_false(is_good(house, server, X509_PURPOSE_SSL_SERVER, wrong[i]));
        assert_true(is_good(house, server, X509_PURPOSE_SSL_SERVER, verify_ms));
        verify_ms = time_floor_verify(time_floor(built_ms, now_ms), wrong[i]);
        assert_true(is_good(house, server, X509_PURPOSE_SSL_SERVER, verify_ms));
    }
}

static void making_it_again_changes_nothing(void **state)
{
    const struct house *house = *state;
    char *before[ARRAY_LEN(files)];

    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        take_file(house, files[i], &before[i]);
    assert_true(office_make_authority(house->dir, "kantor.example", NULL));
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO_FREE char *after = NULL;

        take_file(house, files[i], &after);
        assert_string_equal(after, before[i]);
        free(before[i]);
    }
}

static void keys_are_for_their_owner_alone(void **state)
{
    const struct house *house = *state;

    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO_FREE char *path = path_of(house, files[i]);
        struct stat info;

        assert_int_equal(stat(path, &info), 0);
        if (strstr(files[i], ".key"))
            assert_int_equal(info.st_mode & 07777, 0600);
    }
}

static void another_host_gets_a_certificate_over_the_same_key(void **state)
{
    const struct house *house = *state;
    AUTO_FREE char *path = path_of(house, "server.crt");
    AUTO_FREE char *pins = NULL;
    AUTO_FREE char *pins_after = NULL;
    AUTO_CERTIFICATE X509 *server = NULL;

    take_file(house, "pins", &pins);
    assert_true(office_make_authority(house->dir, "192.0.2.7", NULL));
    assert_true(certificate_read(&server, path, NULL));
    assert_int_equal(X509_check_ip_asc(server, "192.0.2.7", 0), 1);
    take_file(house, "pins", &pins_after);
    assert_string_equal(pins, pins_after);
}

static void lost_files_are_made_but_never_the_authoritys_key(void **state)
{
    const struct house *house = *state;
    AUTO_FREE char *key = path_of(house, "authority.key");
    AUTO_FREE char *server = path_of(house, "server.crt");
    AUTO_FREE char *pins = path_of(house, "pins");
    struct err err;

    unlink(server);
    unlink(pins);
    assert_true(office_make_authority(house->dir, "kantor.example", NULL));
    assert_int_equal(access(server, F_OK), 0);
    assert_int_equal(access(pins, F_OK), 0);
    unlink(key);
    assert_false(office_make_authority(house->dir, "kantor.example", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_int_not_equal(access(key, F_OK), 0);
}

static void strange_hosts_are_refused(void **state)
{
    static const char *const hosts[] = {"", "a b", "a,DNS:b", "a\nb", "*.example"};
    const struct house *house = *state;
    struct err err;

    for (size_t i = 0; i < ARRAY_LEN(hosts); i++) {
        assert_false(office_make_authority(house->dir, hosts[i], &err));
        assert_int_equal(err.code, ERR_INVALID);
    }
}

static void kiosk_gets_its_name_and_the_rights_of_a_client(void **state)
{
    const struct house *house = *state;
    AUTO_FREE char *csr = good_request();
    struct authority_issued issued;
    char *name = NULL;

    assert_true(authority_issue(&issued, house->authority, csr, &house->kiosk, NOW_MS, NULL));
    AUTO_CERTIFICATE X509 *certificate = parse(issued.certificate);
    BIO *bio = BIO_new(BIO_s_mem());
    X509_NAME_print_ex(bio, X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253);
    long len = BIO_get_mem_data(bio, &name);
    assert_int_equal(len, strlen("CN=" KIOSK));
    assert_memory_equal(name, "CN=" KIOSK, (size_t)len);
    BIO_free(bio);

    assert_true(is_good(house, certificate, X509_PURPOSE_SSL_CLIENT, NOW_MS));
    assert_false(is_good(house, certificate, X509_PURPOSE_SSL_SERVER, NOW_MS));
    assert_int_equal(X509_check_ca(certificate), 0);
    assert_int_equal(X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1), -1);
    assert_int_equal(issued.not_after_ms, NOW_MS + 730 * DAY_MS);
    assert_true(is_good(house, certificate, X509_PURPOSE_SSL_CLIENT, NOW_MS + 729 * DAY_MS));
    assert_false(is_good(house, certificate, X509_PURPOSE_SSL_CLIENT, NOW_MS + 731 * DAY_MS));
    assert_false(is_good(house, certificate, X509_PURPOSE_SSL_CLIENT, NOW_MS - 2 * DAY_MS));
}

static void serial_numbers_are_random_hexadecimal_digits(void **state)
{
    const struct house *house = *state;
    AUTO_FREE char *csr = good_request();
    struct authority_issued first, second;

    assert_true(authority_issue(&first, house->authority, csr, &house->kiosk, NOW_MS, NULL));
    assert_true(authority_issue(&second, house->authority, csr, &house->kiosk, NOW_MS, NULL));
    assert_int_equal(strlen(first.serial), 32);
    assert_int_equal(strspn(first.serial, "0123456789ABCDEF"), 32);
    assert_string_not_equal(first.serial, second.serial);
    assert_memory_equal(first.key_hash, second.key_hash, sizeof first.key_hash);
}

static void refuse(const struct house *house, const char *csr)
{
    struct authority_issued issued;
    struct err err = {0};

    assert_false(authority_issue(&issued, house->authority, csr, &house->kiosk, NOW_MS, &err));
    assert_int_equal(err.code, ERR_INVALID);
}

static void request_that_its_key_did_not_sign_is_refused(void **state)
{
    const struct house *house = *state;
    EVP_PKEY *key = EVP_EC_gen("P-256");
    EVP_PKEY *other = EVP_EC_gen("P-256");
    AUTO_FREE char *csr = request_by(key, other);

    EVP_PKEY_free(key);
    EVP_PKEY_free(other);
    refuse(house, csr);
}

static void weak_and_strange_keys_are_refused(void **state)
{
    static const char *const curves[] = {"P-224", "P-384", "secp256k1"};
    const struct house *house = *state;
    EVP_PKEY *rsa = EVP_RSA_gen(1024);
    AUTO_FREE char *of_rsa = request_by(rsa, rsa);

    EVP_PKEY_free(rsa);
    refuse(house, of_rsa);
    for (size_t i = 0; i < ARRAY_LEN(curves); i++) {
        EVP_PKEY *key = EVP_EC_gen(curves[i]);
        AUTO_FREE char *csr = request_by(key, key);

        EVP_PKEY_free(key);
        refuse(house, csr);
    }
}

static void what_is_no_request_is_refused(void **state)
{
    const struct house *house = *state;
    AUTO_FREE char *csr = good_request();
    AUTO_FREE char *certificate = NULL;

    take_file(house, "authority.crt", &certificate);
    refuse(house, "");
    refuse(house, "-----BEGIN CERTIFICATE REQUEST-----\n");
    refuse(house, certificate);
    csr[strlen(csr) / 2] ^= 1;
    refuse(house, csr);
}

static int note_question(UI *ui, UI_STRING *question)
{
    (void)ui, (void)question;
    function_called();
    return 0;
}

/* Whoever starts the office's processes by hand has a terminal; a request must not wait there. */
static void encrypted_request_asks_nobody_for_a_password(void **state)
{
    static const char head[] = "-----BEGIN CERTIFICATE REQUEST-----\n";
    const struct house *house = *state;
    AUTO_FREE char *csr = good_request();
    AUTO_FREE char *encrypted = mem_format("%sProc-Type: 4,ENCRYPTED\n"
                                           "DEK-Info: AES-128-CBC,%032d\n\n%s",
                                           head, 1, csr + strlen(head));
    UI_METHOD *terminal = UI_create_method("a terminal");

    assert_non_null(terminal);
    UI_method_set_writer(terminal, note_question);
    UI_set_default_method(terminal);
    refuse(house, encrypted);
    UI_set_default_method(NULL);
    UI_destroy_method(terminal);
}

static void kiosks_are_told_the_authority_and_its_pins(void **state)
{
    const struct house *house = *state;
    AUTO_FREE char *key_path = path_of(house, "server.key");
    AUTO_KEY EVP_PKEY *key = NULL;
    char pin[CERTIFICATE_PIN];
    struct enrolment told = {0};

    authority_tell(house->authority, &told);
    assert_int_equal(told.pin_count, 2);
    assert_true(pem_read_key(&key, key_path, NULL));
    assert_true(certificate_pin(pin, key, NULL));
    assert_string_equal(told.pins[0], pin);
    assert_string_not_equal(told.pins[1], pin);
    AUTO_CERTIFICATE X509 *root = parse(told.authority);
    assert_int_equal(X509_check_ca(root), 1);
}

#define WITH_HOUSE(test) cmocka_unit_test_setup_teardown(test, open_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_HOUSE(server_is_believed_for_its_host_alone),
        WITH_HOUSE(wrong_clocks_still_believe_the_server),
        WITH_HOUSE(making_it_again_changes_nothing),
        WITH_HOUSE(keys_are_for_their_owner_alone),
        WITH_HOUSE(another_host_gets_a_certificate_over_the_same_key),
        WITH_HOUSE(lost_files_are_made_but_never_the_authoritys_key),
        WITH_HOUSE(strange_hosts_are_refused),
        WITH_HOUSE(kiosk_gets_its_name_and_the_rights_of_a_client),
        WITH_HOUSE(serial_numbers_are_random_hexadecimal_digits),
        WITH_HOUSE(request_that_its_key_did_not_sign_is_refused),
        WITH_HOUSE(weak_and_strange_keys_are_refused),
        WITH_HOUSE(what_is_no_request_is_refused),
        WITH_HOUSE(encrypted_request_asks_nobody_for_a_password),
        WITH_HOUSE(kiosks_are_told_the_authority_and_its_pins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
