/* APT and dpkg, asked for the packages of an update. */
#include "admin/update_packages.h"
#include "base/command.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Both from one source, of one version. */
static const char *const names[] = {"anjungan-common", "anjungan-kiosk"};
static const char server[] = "anjungan-office";

enum { WORDS_MOST = 48, OUTPUT_MOST = 1 << 20, PATTERN_MOST = 8 };

/* --- APT with nothing but the repository ----------------------------------------------------------- */

struct apt {
    char *made[PATTERN_MOST]; /* words to free */
    size_t made_count;
    const char *words[WORDS_MOST]; /* NULL at the end */
    size_t count;
};

static void add(struct apt *apt, const char *word)
{
    apt->words[apt->count++] = word;
}

static void add_made(struct apt *apt, char *word)
{
    apt->made[apt->made_count++] = word;
    add(apt, word);
}

static void apt_clear(struct apt *apt)
{
    for (size_t i = 0; i < apt->made_count; i++)
        free(apt->made[i]);
}

/* The machine's own sources stay out: a kiosk is updated where nothing else can be reached, too. */
static void apt_begin(struct apt *apt, const struct update *update, const char *program)
{
    static const char *const fixed[] = {
        "-o", "Dir::Etc::sourceparts=/dev/null",
        "-o", "APT::Sandbox::User=root",
        "-o", "APT::Update::Error-Mode=any",
        "-o", "Acquire::Check-Date=false", /* the machine's clock may be wrong */
        "-o", "APT::Install-Recommends=false",
        "-o", "Acquire::Retries=2",
        "-o", "Acquire::http::Timeout=30",
        "-o", "DPkg::Lock::Timeout=300",
        "-o", "Dpkg::Options::=--force-confold",
    };

    *apt = (struct apt){0};
    for (size_t i = 0; i < 3; i++)
        add(apt, (const char *const[]){"env", "LC_ALL=C", "DEBIAN_FRONTEND=noninteractive"}[i]);
    add(apt, program);
    for (size_t i = 0; i < ARRAY_LEN(fixed); i++)
        add(apt, fixed[i]);
    add(apt, "-o");
    add_made(apt, mem_format("Dir::Etc::sourcelist=%s/sources.list", update->folder));
    add(apt, "-o");
    add_made(apt, mem_format("Dir::State::lists=%s/lists", update->folder));
    add(apt, "-o");
    add_made(apt, mem_format("Dir::Cache=%s/cache", update->folder));
    add(apt, "-o");
    add_made(apt, mem_format("Dir::Cache::archives=%s/new", update->folder));
}

static bool apt_run(struct apt *apt, struct text *out, struct err *err)
{
    bool is_done = command_run(apt->words, NULL, out, err);

    apt_clear(apt);
    return is_done;
}

static bool apt_install(const struct update *update, bool only_fetches, const char *version,
                        struct err *err)
{
    struct apt apt;

    apt_begin(&apt, update, "apt-get");
    add(&apt, "--yes");
    if (only_fetches)
        add(&apt, "--download-only");
    add(&apt, "install");
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        add_made(&apt, mem_format("%s=%s", names[i], version));
    return apt_run(&apt, NULL, err);
}

/* --- looking --------------------------------------------------------------------------------------- */

static bool installed_version(const char *name, char out[UPDATE_VERSION])
{
    const char *const words[] = {"dpkg-query", "--show",
                                 "--showformat=${db:Status-Status} ${Version}", name, NULL};
    AUTO_TEXT struct text said = {0};
    static const char mark[] = "installed ";

    out[0] = '\0';
    text_init(&said, OUTPUT_MOST);
    if (command_run(words, NULL, &said, NULL) && strncmp(said.data, mark, strlen(mark)) == 0)
        (void)text_copy(out, UPDATE_VERSION, said.data + strlen(mark));
    return out[0] != '\0';
}

static bool write_source(const struct update *update, const char *source, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/sources.list", update->folder);
    AUTO_FREE char *line = mem_format("deb [signed-by=%s] %s ./\n", update->key, source);

    if (access(update->key, R_OK) != 0)
        return err_set(
            err, ERR_NOT_FOUND,
            "%s is missing: the key that updates are signed for; without it none is taken",
            update->key);
    return file_replace(path, line, strlen(line), false, err);
}

/* "  Candidate: 1.2" */
static void read_candidate(const char *said, char out[UPDATE_VERSION])
{
    static const char mark[] = "  Candidate: ";
    const char *at = strstr(said, mark);
    size_t len = at ? strcspn(at + strlen(mark), "\n") : 0;

    out[0] = '\0';
    if (len > 0 && len < UPDATE_VERSION)
        memcpy(out, at + strlen(mark), len), out[len] = '\0';
}

bool packages_look(const struct update *update, const char *source, char installed[UPDATE_VERSION],
                   char newer[UPDATE_VERSION], struct err *err)
{
    AUTO_TEXT struct text said = {0};
    char other[UPDATE_VERSION];
    struct apt apt;

    newer[0] = '\0';
    if (installed_version(server, other))
        return err_set(
            err, ERR_CLOSED,
            "%s %s is installed here too: bring this machine up to date by hand, with apt", server,
            other);
    if (!installed_version(names[1], installed))
        return err_set(err, ERR_NOT_FOUND, "%s is not installed as a package", names[1]);
    if (!write_source(update, source, err))
        return false;
    apt_begin(&apt, update, "apt-get");
    add(&apt, "update");
    if (!apt_run(&apt, NULL, err))
        return err_add(err, "%s", source);
    apt_begin(&apt, update, "apt-cache");
    add(&apt, "policy");
    add(&apt, names[1]);
    text_init(&said, OUTPUT_MOST);
    if (!apt_run(&apt, &said, err))
        return false;
    read_candidate(said.data, newer);
    if (text_equal(newer, installed))
        newer[0] = '\0';
    return true;
}

/* --- fetching and keeping -------------------------------------------------------------------------- */

static bool empty_folder(const struct update *update, const char *name, struct err *err)
{
    AUTO_FREE char *path = mem_format("%s/%s", update->folder, name);
    const char *const remove[] = {"rm", "-rf", path, NULL};
    const char *const make[] = {"mkdir", "-m", "700", path, NULL};

    return command_run(remove, NULL, NULL, err) && command_run(make, NULL, NULL, err);
}

bool packages_fetch(const struct update *update, const char *version, struct err *err)
{
    return empty_folder(update, "new", err) && apt_install(update, true, version, err);
}

bool packages_keep(const struct update *update, struct err *err)
{
    AUTO_FREE char *folder = mem_format("--chdir=%s/old", update->folder);
    const char *const words[] = {"env", folder, "dpkg-repack", names[0], names[1], NULL};

    return empty_folder(update, "old", err) && command_run(words, NULL, NULL, err);
}

/* --- installing and putting back ------------------------------------------------------------------- */

bool packages_install(const struct update *update, const char *version, struct err *err)
{
    return apt_install(update, false, version, err);
}

bool packages_put_back(const struct update *update, struct err *err)
{
    static const char *const finish[] = {"dpkg", "--force-confold", "--configure", "--pending",
                                         NULL};
    AUTO_FREE char *pattern = mem_format("%s/old/*.deb", update->folder);
    const char *words[WORDS_MOST] = {"env",  "LC_ALL=C",        "DEBIAN_FRONTEND=noninteractive",
                                     "dpkg", "--force-confold", "--install"};
    size_t count = 6;
    glob_t found;
    struct err half = {0};

    (void)empty_folder(update, "new", &half);               /* the old ones want room */
    bool is_whole = command_run(finish, NULL, NULL, &half); /* what is not is overwritten now */

    if (glob(pattern, 0, NULL, &found) != 0)
        return err_set(err, ERR_NOT_FOUND, "%s: the old packages are not there", pattern);
    for (size_t i = 0; i < found.gl_pathc && count + 1 < WORDS_MOST; i++)
        words[count++] = found.gl_pathv[i];
    words[count] = NULL;
    bool is_back = command_run(words, NULL, NULL, err);
    globfree(&found);
    if (!is_back && !is_whole)
        (void)err_add(err, "%s", half.text);
    return is_back;
}
