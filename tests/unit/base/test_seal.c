/* Sealing: what comes back, what is refused, and where the key comes from. */
#include "base/seal.h"
#include "base/file.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define SECRET "loket dua terlalu lama"
#define KEY_A "0123456789abcdef0123456789abcdef"
#define KEY_B "fedcba9876543210fedcba9876543210"
enum { KEY_BYTES = 32, SEALED_MOST = 4096 };

struct house {
    char directory[64];
    char key[96]; /* STATE/seal.key */
};

static int open_house(void **state)
{
    struct house *house = calloc(1, sizeof *house);
    const char *temporary = getenv("TMPDIR");

    unsetenv("CREDENTIALS_DIRECTORY");
    assert_true(text_format(house->directory, sizeof house->directory, "%s/anjungan.XXXXXX",
                            temporary ? temporary : "/tmp"));
    assert_non_null(mkdtemp(house->directory));
    assert_true(text_format(house->key, sizeof house->key, "%s/seal.key", house->directory));
    *state = house;
    return 0;
}

static int close_house(void **state)
{
    struct house *house = *state;
    AUTO_FREE char *credential = mem_format("%s/anjungan.seal", house->directory);
    AUTO_FREE char *other = mem_format("%s/other.key", house->directory);

    unsetenv("CREDENTIALS_DIRECTORY");
    unlink(house->key);
    unlink(credential);
    unlink(other);
    assert_int_equal(rmdir(house->directory), 0); /* nothing else was left, no temporary file */
    free(house);
    return 0;
}

static void write_key(const char *path, const char *key)
{
    assert_true(file_replace(path, key, strlen(key), false, NULL));
}

static void shut(struct seal *seal, struct text *out)
{
    struct err err = {0};

    text_init(out, SEALED_MOST);
    if (!seal_close(seal, SECRET, strlen(SECRET), out, &err))
        fail_msg("%s", err.text);
}

static void assert_opens(struct seal *seal, const struct text *sealed)
{
    AUTO_TEXT struct text plain;
    struct err err = {0};

    text_init(&plain, SEALED_MOST);
    if (!seal_open(seal, sealed->data, sealed->len, &plain, &err))
        fail_msg("%s", err.text);
    assert_string_equal(plain.data, SECRET);
}

static void assert_refused(struct seal *seal, const void *sealed, size_t len, enum err_code code,
                           const char *says)
{
    AUTO_TEXT struct text plain;
    struct err err = {0};

    text_init(&plain, SEALED_MOST);
    assert_false(seal_open(seal, sealed, len, &plain, &err));
    assert_int_equal(err.code, code);
    if (!strstr(err.text, says))
        fail_msg("\"%s\" does not say \"%s\"", err.text, says);
    assert_int_equal(plain.len, 0);
}

static void what_is_sealed_opens_and_shows_nothing(void **state)
{
    struct house *house = *state;
    struct seal *seal = seal_new(house->directory, NULL);
    AUTO_TEXT struct text first;
    AUTO_TEXT struct text second;

    shut(seal, &first);
    shut(seal, &second);
    assert_int_equal(first.len, strlen(SECRET) + SEAL_EXTRA);
    assert_null(memmem(first.data, first.len, "loket", 5));
    assert_memory_equal(first.data, second.data, 4); /* the key's id */
    assert_memory_not_equal(first.data + 4, second.data + 4, first.len - 4);
    assert_opens(seal, &first);
    seal_free(seal);
    seal = seal_new(house->directory, ""); /* as after a restart */
    assert_opens(seal, &second);
    seal_free(seal);
}

static void a_letter_to_the_key_opens_with_that_key_alone(void **state)
{
    struct house *house = *state;
    struct seal *seal = seal_new(house->directory, NULL);
    uint8_t key[BOX_PUBLIC], again[BOX_PUBLIC];
    AUTO_TEXT struct text sealed, letter, plain;
    struct err err = {0};

    assert_false(seal_letter_key(seal, key, &err)); /* asking makes none */
    assert_int_equal(err.code, ERR_NOT_FOUND);
    shut(seal, &sealed);
    assert_true(seal_letter_key(seal, key, NULL));
    text_init(&letter, SEALED_MOST);
    text_init(&plain, SEALED_MOST);
    assert_true(box_close(&letter, key, SECRET, strlen(SECRET), NULL));
    assert_null(memmem(letter.data, letter.len, "loket", 5));
    seal_free(seal);
    seal = seal_new(house->directory, ""); /* as after a restart */
    assert_true(seal_open_letter(seal, letter.data, letter.len, &plain, NULL));
    assert_string_equal(plain.data, SECRET);
    assert_true(seal_letter_key(seal, again, NULL));
    assert_memory_equal(again, key, sizeof key);
    seal_free(seal);
    assert_true(file_replace(house->key, KEY_B, KEY_BYTES, false, NULL));
    seal = seal_new(house->directory, "");
    text_clear(&plain);
    text_init(&plain, SEALED_MOST);
    assert_false(seal_open_letter(seal, letter.data, letter.len, &plain, &err));
    assert_int_equal(err.code, ERR_CORRUPT);
    assert_int_equal(plain.len, 0);
    seal_free(seal);
}

static void a_key_is_made_at_the_first_sealing_for_user_and_group_alone(void **state)
{
    struct house *house = *state;
    struct seal *seal = seal_new(house->directory, NULL);
    AUTO_TEXT struct text sealed;
    struct stat about;
    mode_t kept = umask(0007);

    assert_int_equal(access(house->key, F_OK), -1);
    assert_refused(seal, KEY_A KEY_A, 2 * KEY_BYTES, ERR_NOT_FOUND, house->key);
    assert_int_equal(access(house->key, F_OK), -1); /* opening makes none */
    shut(seal, &sealed);
    umask(kept);
    assert_int_equal(stat(house->key, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0640);
    assert_int_equal(about.st_size, KEY_BYTES);
    seal_free(seal);
}

/* Both begin when the pipe closes; each seals, and both texts open under the one key. */
static void two_processes_at_once_make_one_key(void **state)
{
    struct house *house = *state;

    for (int round = 0; round < 20; round++) {
        int start[2];
        int done[2];
        pid_t children[2];
        AUTO_TEXT struct text sealed;

        assert_int_equal(pipe(start), 0);
        assert_int_equal(pipe(done), 0);
        for (size_t i = 0; i < ARRAY_LEN(children); i++) {
            children[i] = fork();
            if (children[i] == 0) {
                struct seal *seal = seal_new(house->directory, NULL);
                char byte;

                close(start[1]);
                (void)!read(start[0], &byte, 1);
                text_init(&sealed, SEALED_MOST);
                bool is_written = seal_close(seal, SECRET, strlen(SECRET), &sealed, NULL)
                                  && write(done[1], sealed.data, sealed.len) == (ssize_t)sealed.len;
                _exit(is_written ? 0 : 1);
            }
        }
        close(start[0]);
        close(start[1]);
        close(done[1]);
        text_init(&sealed, SEALED_MOST);
        char bytes[2 * (sizeof SECRET - 1 + SEAL_EXTRA)];
        size_t len = 0;
        ssize_t got;
        while ((got = read(done[0], bytes + len, sizeof bytes - len)) > 0)
            len += (size_t)got;
        close(done[0]);
        for (size_t i = 0; i < ARRAY_LEN(children); i++) {
            int status = 0;

            assert_int_equal(waitpid(children[i], &status, 0), children[i]);
            assert_int_equal(status, 0);
        }
        assert_int_equal(len, sizeof bytes);
        struct seal *seal = seal_new(house->directory, NULL);
        for (size_t i = 0; i < ARRAY_LEN(children); i++) {
            text_clear(&sealed);
            text_init(&sealed, SEALED_MOST);
            text_add_bytes(&sealed, bytes + i * (len / 2), len / 2);
            assert_opens(seal, &sealed);
        }
        seal_free(seal);
        assert_int_equal(unlink(house->key), 0);
    }
}

static void a_file_of_another_size_is_no_key(void **state)
{
    static const char *const wrong[] = {"", "0123456789abcdef0123456789abcde", KEY_A "x",
                                        KEY_A KEY_A KEY_A};
    struct house *house = *state;

    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct seal *seal = seal_new(house->directory, NULL);
        AUTO_TEXT struct text out;
        struct err err = {0};

        text_init(&out, SEALED_MOST);
        write_key(house->key, wrong[i]);
        assert_false(seal_close(seal, SECRET, strlen(SECRET), &out, &err));
        assert_int_equal(err.code, ERR_INVALID);
        assert_non_null(strstr(err.text, house->key));
        assert_int_equal(out.len, 0);
        seal_free(seal);
    }
}

static void another_key_is_told_apart_from_damage(void **state)
{
    struct house *house = *state;
    struct seal *seal;
    AUTO_TEXT struct text sealed;

    write_key(house->key, KEY_A);
    seal = seal_new(house->directory, NULL);
    shut(seal, &sealed);
    seal_free(seal);
    write_key(house->key, KEY_B);
    seal = seal_new(house->directory, NULL);
    assert_refused(seal, sealed.data, sealed.len, ERR_NOT_FOUND, house->key);
    seal_free(seal);
}

static void a_flipped_bit_anywhere_is_noticed(void **state)
{
    struct house *house = *state;
    struct seal *seal = seal_new(house->directory, NULL);
    AUTO_TEXT struct text sealed;

    shut(seal, &sealed);
    for (size_t bit = 0; bit < sealed.len * 8; bit++) {
        sealed.data[bit / 8] = (char)(sealed.data[bit / 8] ^ (1 << bit % 8));
        assert_refused(seal, sealed.data, sealed.len, bit < 32 ? ERR_NOT_FOUND : ERR_CORRUPT, "");
        sealed.data[bit / 8] = (char)(sealed.data[bit / 8] ^ (1 << bit % 8));
    }
    for (size_t len = 0; len < sealed.len; len++)
        assert_refused(seal, sealed.data, len, ERR_CORRUPT, "");
    assert_opens(seal, &sealed);
    seal_free(seal);
}

static void the_configured_file_wins_over_the_credential_and_that_over_the_states(void **state)
{
    struct house *house = *state;
    AUTO_FREE char *credential = mem_format("%s/anjungan.seal", house->directory);
    AUTO_FREE char *other = mem_format("%s/other.key", house->directory);
    char id[3][SEAL_ID_TEXT] = {"", "", ""};
    struct seal *seals[3];

    write_key(house->key, "the third key of thirty-two byte");
    write_key(credential, KEY_A);
    write_key(other, KEY_B);
    seals[0] = seal_new(house->directory, NULL);
    setenv("CREDENTIALS_DIRECTORY", house->directory, 1);
    seals[1] = seal_new(house->directory, "");
    seals[2] = seal_new(house->directory, other);
    unsetenv("CREDENTIALS_DIRECTORY");
    for (size_t i = 0; i < ARRAY_LEN(seals); i++) {
        assert_true(seal_take(seals[i], id[i], NULL));
        seal_free(seals[i]);
    }
    assert_string_not_equal(id[0], id[1]);
    assert_string_not_equal(id[0], id[2]);
    assert_string_not_equal(id[1], id[2]);
    struct seal *by_credential_file = seal_new("/nowhere", credential);
    assert_true(seal_take(by_credential_file, id[1], NULL));
    seal_free(by_credential_file);
}

static void a_credential_that_cannot_be_read_is_an_error(void **state)
{
    struct house *house = *state;
    AUTO_FREE char *credential = mem_format("%s/anjungan.seal", house->directory);
    AUTO_TEXT struct text out;
    struct err err = {0};

    assert_int_equal(mkdir(credential, 0700), 0); /* not to be read by root either */
    setenv("CREDENTIALS_DIRECTORY", house->directory, 1);
    struct seal *seal = seal_new(house->directory, NULL);
    text_init(&out, SEALED_MOST);
    assert_false(seal_close(seal, SECRET, strlen(SECRET), &out, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, credential));
    assert_int_equal(access(house->key, F_OK), -1);
    seal_free(seal);
    assert_int_equal(rmdir(credential), 0);
}

static void only_the_key_that_is_asked_for_is_taken_and_none_is_made_for_it(void **state)
{
    struct house *house = *state;
    char id[SEAL_ID_TEXT] = "";
    char wanted[SEAL_ID_TEXT] = "00c0ffee";
    struct seal *seal = seal_new(house->directory, NULL);
    struct err err = {0};

    assert_false(seal_take(seal, wanted, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, house->key));
    assert_non_null(strstr(err.text, wanted));
    assert_int_equal(access(house->key, F_OK), -1);
    write_key(house->key, KEY_A);
    assert_false(seal_take(seal, wanted, &err));
    assert_int_equal(err.code, ERR_INVALID);
    assert_non_null(strstr(err.text, house->key));
    assert_string_equal(wanted, "00c0ffee");
    assert_true(seal_take(seal, id, NULL));
    assert_int_equal(strlen(id), SEAL_ID_TEXT - 1);
    write_key(house->key, KEY_B);
    assert_false(seal_take(seal, wanted, &err)); /* and looks at the file again next time */
    memset(wanted, 0, sizeof wanted);
    assert_true(seal_take(seal, wanted, NULL));
    assert_string_not_equal(wanted, id);
    seal_free(seal);
}

static void without_a_credential_the_file_serves(void **state)
{
    struct house *house = *state;
    struct seal *seal;
    AUTO_TEXT struct text sealed;

    setenv("CREDENTIALS_DIRECTORY", house->directory, 1);
    seal = seal_new(house->directory, NULL);
    shut(seal, &sealed);
    assert_int_equal(access(house->key, F_OK), 0);
    seal_free(seal);
}

static void a_configured_file_is_never_made(void **state)
{
    struct house *house = *state;
    AUTO_FREE char *other = mem_format("%s/other.key", house->directory);
    struct seal *seal = seal_new(house->directory, other);
    AUTO_TEXT struct text out;
    struct err err = {0};

    text_init(&out, SEALED_MOST);
    assert_false(seal_close(seal, SECRET, strlen(SECRET), &out, &err));
    assert_non_null(strstr(err.text, other));
    assert_int_equal(access(other, F_OK), -1);
    write_key(other, KEY_A); /* mended while it is in use */
    assert_true(seal_close(seal, SECRET, strlen(SECRET), &out, &err));
    seal_free(seal);
}

static void a_key_that_cannot_be_made_is_told_with_its_place(void **state)
{
    struct seal *seal = seal_new("/nowhere/at/all", NULL);
    AUTO_TEXT struct text out;
    struct err err = {0};

    (void)state;
    text_init(&out, SEALED_MOST);
    assert_false(seal_close(seal, SECRET, strlen(SECRET), &out, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, "/nowhere/at/all/seal.key"));
    assert_int_equal(out.len, 0);
    seal_free(seal);
    seal_free(NULL);
}

static void a_text_without_room_is_told(void **state)
{
    struct house *house = *state;
    struct seal *seal = seal_new(house->directory, NULL);
    AUTO_TEXT struct text sealed;
    AUTO_TEXT struct text small;
    struct err err = {0};

    shut(seal, &sealed);
    text_init(&small, 8);
    assert_false(seal_open(seal, sealed.data, sealed.len, &small, &err));
    assert_int_equal(err.code, ERR_FULL);
    text_clear(&small);
    text_init(&small, 8);
    assert_false(seal_close(seal, SECRET, strlen(SECRET), &small, &err));
    assert_int_equal(err.code, ERR_FULL);
    seal_free(seal);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_sealed_opens_and_shows_nothing),
        TEST(a_letter_to_the_key_opens_with_that_key_alone),
        TEST(a_key_is_made_at_the_first_sealing_for_user_and_group_alone),
        TEST(two_processes_at_once_make_one_key),
        TEST(a_file_of_another_size_is_no_key),
        TEST(another_key_is_told_apart_from_damage),
        TEST(a_flipped_bit_anywhere_is_noticed),
        TEST(the_configured_file_wins_over_the_credential_and_that_over_the_states),
        TEST(a_credential_that_cannot_be_read_is_an_error),
        TEST(only_the_key_that_is_asked_for_is_taken_and_none_is_made_for_it),
        TEST(without_a_credential_the_file_serves),
        TEST(a_configured_file_is_never_made),
        TEST(a_key_that_cannot_be_made_is_told_with_its_place),
        TEST(a_text_without_room_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
