/* WebDriver over libcurl: one JSON request a step. */
#include "support/webdriver.h"
#include "base/attr.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/sign.h"
#include "support/patience.h"
#include "tour/view.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <cmocka.h>

enum { START_MS = 120000, ANSWER_MOST = 64 << 20, POLL_MS = 50, COMES_MS = 60000 };

static const char element_key[] = "element-6066-11e4-a52e-4f735466cecf"; /* fixed by the protocol */

bool browser_is_possible(void)
{
    static const char *const programs[] = {"/usr/bin/chromedriver", "/usr/bin/chromium"};

    for (size_t i = 0; i < ARRAY_LEN(programs); i++) {
        if (access(programs[i], X_OK) != 0) {
            print_message("SKIP: there is no %s\n", programs[i]);
            return false;
        }
    }
    return true;
}

static size_t take(char *bytes, size_t size, size_t count, void *context)
{
    struct text *answer = context;

    text_add_bytes(answer, bytes, size * count);
    return answer->overflow ? 0 : size * count;
}

/* The value of the answer, or NULL where it says an error; `*said` keeps its words. */
static struct json *ask(const struct browser *browser, const char *method, const char *path,
                        const char *body, struct text *said)
{
    AUTO_FREE char *url = mem_format("http://127.0.0.1:%d%s", browser->port, path);
    CURL *curl = curl_easy_init();
    struct json *json = NULL;
    struct err err = {0};
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");

    assert_non_null(curl);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    if (body)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, said);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 180000L);
    if (curl_easy_perform(curl) == CURLE_OK
        && !json_parse(&json, said->data, said->len, NULL, &err))
        fail_msg("the browser answers %s: %s", said->data, err.text);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    if (json && json_get(json_get(json, "value"), "error")) {
        json_free(json);
        return NULL;
    }
    return json;
}

/* A step that has to work; the answer is the caller's. */
static struct json *step(const struct browser *browser, const char *method, const char *body,
                         const char *format, ...) PRINTF_LIKE(4, 5);
static struct json *step(const struct browser *browser, const char *method, const char *body,
                         const char *format, ...)
{
    AUTO_TEXT struct text said;
    char path[512], tail[400];
    va_list list;

    va_start(list, format);
    assert_true(text_format_args(tail, sizeof tail, format, list));
    va_end(list);
    assert_true(text_format(path, sizeof path, "/session/%s%s", browser->session, tail));
    text_init(&said, ANSWER_MOST);
    struct json *answer = ask(browser, method, path, body, &said);
    if (!answer)
        fail_msg("%s %s %s: %.800s", method, tail, body ? body : "",
                 said.data ? said.data : "no answer");
    return answer;
}

/* --- the driver ------------------------------------------------------------------------------- */

/* It says on which port it listens. */
static int read_port(int fd)
{
    char said[4096];
    size_t len = 0;
    int64_t until = view_now_ms() + START_MS;

    while (len < sizeof said - 1 && view_now_ms() < until) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        static const char words[] = "successfully on port ";

        if (poll(&ready, 1, 200) <= 0)
            continue;
        ssize_t got = read(fd, said + len, sizeof said - 1 - len);
        if (got <= 0)
            break;
        len += (size_t)got;
        said[len] = '\0';
        const char *at = strstr(said, words);
        if (at && strchr(at + sizeof words - 1, '.'))
            return (int)strtol(at + sizeof words - 1, NULL, 10);
    }
    said[len] = '\0';
    fail_msg("chromedriver does not start: %s", said);
    return 0;
}

static void start_driver(struct browser *browser)
{
    int fds[2];

    assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
    browser->driver = fork();
    assert_true(browser->driver >= 0);
    if (browser->driver == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        (void)setpgid(0, 0);
        (void)dup2(fds[1], STDOUT_FILENO);
        (void)dup2(fds[1], STDERR_FILENO);
        (void)setenv("HOME", browser->profile, 1);
        execl("/usr/bin/chromedriver", "chromedriver", "--port=0", (char *)NULL);
        _exit(127);
    }
    close(fds[1]);
    browser->port = read_port(fds[0]);
    close(fds[0]);
}

/* The window has a frame, and a phone is narrower than the smallest one: the page is told a size. */
void browser_resize(struct browser *browser, int width, int height)
{
    AUTO_FREE char *size =
        mem_format("{\"cmd\":\"Emulation.setDeviceMetricsOverride\",\"params\":{\"width\":%d,"
                   "\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":false}}",
                   width, height);
    json_free(step(browser, "POST", size, "/goog/cdp/execute"));
}

void browser_open(struct browser *browser, int width, int height)
{
    AUTO_TEXT struct text said;

    assert_true(
        text_copy(browser->profile, sizeof browser->profile, "/tmp/anjungan-browser.XXXXXX"));
    assert_non_null(mkdtemp(browser->profile));
    start_driver(browser);
    AUTO_FREE char *body = mem_format(
        "{\"capabilities\":{\"alwaysMatch\":{\"acceptInsecureCerts\":true,\"goog:chromeOptions\":{"
        "\"binary\":\"/usr/bin/"
        "chromium\",\"args\":[\"--headless=new\",\"--no-sandbox\",\"--disable-gpu\","
        "\"--hide-scrollbars\",\"--user-data-dir=%s/data\",\"--window-size=%d,%d\"]}}}}",
        browser->profile, width, height);
    text_init(&said, ANSWER_MOST);
    AUTO_JSON struct json *answer = ask(browser, "POST", "/session", body, &said);
    if (!answer)
        fail_msg("Chromium does not start: %.800s", said.data ? said.data : "no answer");
    assert_true(text_copy(browser->session, sizeof browser->session,
                          json_string(json_get(json_get(answer, "value"), "sessionId"))));
    browser_resize(browser, width, height);
}

void browser_close(struct browser *browser)
{
    if (browser->driver <= 0)
        return;
    if (browser->session[0] != '\0')
        json_free(step(browser, "DELETE", NULL, "%s", ""));
    (void)kill(-browser->driver, SIGKILL);
    (void)waitpid(browser->driver, NULL, 0);
    browser->driver = 0;
    pid_t remover = fork();
    if (remover == 0) {
        execl("/bin/rm", "rm", "-rf", browser->profile, (char *)NULL);
        _exit(127);
    }
    (void)waitpid(remover, NULL, 0);
}

/* --- steps ------------------------------------------------------------------------------------ */

static char *one_string(const char *key, const char *value)
{
    AUTO_TEXT struct text body;
    struct json_out out;

    text_init(&body, ANSWER_MOST);
    json_out_init(&out, &body);
    json_out_object(&out, NULL);
    json_out_string(&out, key, value);
    json_out_close_object(&out);
    return mem_strdup(body.data);
}

void browser_go(struct browser *browser, const char *url)
{
    AUTO_FREE char *body = one_string("url", url);

    json_free(step(browser, "POST", body, "/url"));
}

static struct json *look_for(const struct browser *browser, const char *css, char id[160])
{
    AUTO_TEXT struct text said, body;
    struct json_out out;
    AUTO_FREE char *path = mem_format("/session/%s/element", browser->session);

    text_init(&said, ANSWER_MOST);
    text_init(&body, ANSWER_MOST);
    json_out_init(&out, &body);
    json_out_object(&out, NULL);
    json_out_string(&out, "using", "css selector");
    json_out_string(&out, "value", css);
    json_out_close_object(&out);
    struct json *answer = ask(browser, "POST", path, body.data, &said);
    const char *found =
        answer ? json_string(json_get(json_get(answer, "value"), element_key)) : NULL;
    id[0] = '\0';
    if (found)
        assert_true(text_copy(id, 160, found));
    return answer;
}

static void find(const struct browser *browser, const char *css, char id[160])
{
    for (int64_t from = view_now_ms();; view_pause(POLL_MS)) {
        json_free(look_for(browser, css, id));
        if (id[0] != '\0')
            return;
        if (view_now_ms() - from > COMES_MS) {
            AUTO_JSON struct json *page = step(browser, "GET", NULL, "/url");

            fail_msg("nothing is %s on %s", css, json_string(json_get(page, "value")));
        }
    }
}

bool browser_has(struct browser *browser, const char *css)
{
    char id[160];

    json_free(look_for(browser, css, id));
    return id[0] != '\0';
}

/* Runs in the page; false where it says so, or where there is no page just now. */
static bool says_yes(const struct browser *browser, const char *script)
{
    AUTO_TEXT struct text said;
    AUTO_FREE char *path = mem_format("/session/%s/execute/sync", browser->session);
    AUTO_FREE char *body = mem_format("{\"script\":\"%s\",\"args\":[]}", script);

    text_init(&said, ANSWER_MOST);
    AUTO_JSON struct json *answer = ask(browser, "POST", path, body, &said);
    return answer && json_bool(json_get(answer, "value"));
}

/* The page before may be shown for a while yet, and has much that the next one has too: it is marked. */
void browser_click(struct browser *browser, const char *css)
{
    char id[160];

    find(browser, css, id);
    assert_true(says_yes(browser, "return window.isBefore = true"));
    json_free(step(browser, "POST", "{}", "/element/%s/click", id));
    for (int64_t from = view_now_ms();
         !says_yes(browser, "return !window.isBefore && document.readyState == 'complete'");
         view_pause(POLL_MS)) {
        if (view_now_ms() - from > COMES_MS)
            fail_msg("%s leads to no page", css);
    }
}

void browser_type(struct browser *browser, const char *css, const char *text)
{
    char id[160];
    AUTO_FREE char *body = one_string("text", text);

    find(browser, css, id);
    json_free(step(browser, "POST", "{}", "/element/%s/clear", id));
    json_free(step(browser, "POST", body, "/element/%s/value", id));
}

void browser_attach(struct browser *browser, const char *css, const char *path)
{
    char id[160];
    AUTO_FREE char *body = one_string("text", path);

    find(browser, css, id);
    json_free(step(browser, "POST", body, "/element/%s/value", id));
}

void browser_read(struct browser *browser, const char *css, char *out, size_t size)
{
    char id[160];

    for (int64_t from = view_now_ms();; view_pause(POLL_MS)) {
        AUTO_TEXT struct text said;

        text_init(&said, ANSWER_MOST);
        find(browser, css, id);
        AUTO_FREE char *path = mem_format("/session/%s/element/%s/text", browser->session, id);
        AUTO_JSON struct json *answer = ask(browser, "GET", path, NULL, &said);
        const char *words = answer ? json_string(json_get(answer, "value")) : NULL;
        if (answer) {
            (void)text_copy(out, size, words ? words : ""); /* long pages are cut */
            return;
        }
        /* A page that loads itself anew may do so just now. */
        if (view_now_ms() - from > COMES_MS)
            fail_msg("%s cannot be read: %.800s", css, said.data);
    }
}

int64_t browser_expect(struct browser *browser, const char *css, const char *part, int64_t ms)
{
    int64_t from = view_now_ms();
    char words[16 * 1024] = "";

    for (;;) {
        if (browser_has(browser, css))
            browser_read(browser, css, words, sizeof words);
        if (strstr(words, part))
            return view_now_ms() - from;
        if (view_now_ms() - from > (ms ? patience_ms(ms) : COMES_MS))
            fail_msg("%s is not in %s after %lld ms, but: %s", part, css,
                     (long long)(view_now_ms() - from), words);
        view_pause(POLL_MS);
        if (ms)
            json_free(step(browser, "POST", "{}", "/refresh"));
    }
}

void browser_look(struct browser *browser, const char *name)
{
    AUTO_FREE char *script = NULL;
    AUTO_TEXT struct text body, said;
    struct json_out out;
    struct err err = {0};
    size_t len;

    if (!file_read(SOURCE_DIR "/tests/support/page_look.js", 1 << 16, &script, &len, &err))
        fail_msg("%s", err.text);
    text_init(&body, ANSWER_MOST);
    text_init(&said, ANSWER_MOST);
    json_out_init(&out, &body);
    json_out_object(&out, NULL);
    json_out_string(&out, "script", script);
    json_out_array(&out, "args");
    json_out_close_array(&out);
    json_out_close_object(&out);
    AUTO_JSON struct json *answer = step(browser, "POST", body.data, "/execute/sync");
    const struct json *faults = json_get(answer, "value");
    for (size_t i = 0; i < json_len(faults); i++)
        text_addf(&said, "\n  %s", json_string(json_at(faults, i)));
    if (json_len(faults) > 0)
        fail_msg("%s:%s", name, said.data);
}

void browser_picture(struct browser *browser, const char *path)
{
    AUTO_JSON struct json *answer =
        step(browser, "POST",
             "{\"cmd\":\"Page.captureScreenshot\",\"params\":{\"captureBeyondViewport\":true}}",
             "/goog/cdp/execute");
    const char *data = json_string(json_get(json_get(answer, "value"), "data"));
    AUTO_TEXT struct text png;
    struct err err = {0};

    text_init(&png, ANSWER_MOST);
    assert_non_null(data);
    assert_true(base64_add(&png, data));
    if (!file_replace(path, png.data, png.len, false, &err))
        fail_msg("%s", err.text);
}
