/* nginx, as somebody finds it who comes to its two ports: there, with our certificate, and with the
 * processes behind it. */
#include "base/mem.h"
#include "base/text.h"
#include "office/certificate.h"
#include "office/doctor/doctor_internal.h"

#include <netdb.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { WAIT_S = 5, LINE = 64, WORSE = 500 };

static void free_way(SSL **slot)
{
    SSL_free(*slot);
}

static void free_ways(SSL_CTX **slot)
{
    SSL_CTX_free(*slot);
}

/* A blocking connection that waits for nobody longer than WAIT_S; -1: there is none. */
static int go_to(const struct doctor_port *port)
{
    const struct addrinfo wish = {.ai_flags = AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
    const struct timeval wait = {.tv_sec = WAIT_S};
    bool has_brackets = port->address[0] == '[';
    AUTO_FREE char *host = mem_strdup(port->address + has_brackets);
    AUTO_FREE char *no = mem_format("%d", port->no);
    struct addrinfo *found = NULL;

    if (has_brackets)
        host[strcspn(host, "]")] = '\0';
    if (getaddrinfo(host, no, &wish, &found) != 0)
        return -1;
    int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0
        && (setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) != 0
            || setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) != 0
            || connect(fd, found->ai_addr, found->ai_addrlen) != 0)) {
        close(fd);
        fd = -1;
    }
    freeaddrinfo(found);
    return fd;
}

/* The status of the first line; what follows is not read. */
static int ask(SSL *way, const char *host, const char *path)
{
    AUTO_FREE char *request =
        mem_format("GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: anjungan-office "
                   "doctor\r\nConnection: close\r\n\r\n",
                   path, host);
    char line[LINE] = "";

    if (SSL_write(way, request, (int)strlen(request)) <= 0
        || SSL_read(way, line, sizeof line - 1) <= 0 || strncmp(line, "HTTP/1.1 ", 9) != 0)
        return 0;
    return (int)strtol(line + 9, NULL, 10);
}

/* The very certificate in the file: an old one of the same key ends sooner than the file says. */
static bool shows(const SSL *way, const char *path)
{
    AUTO_CERTIFICATE X509 *ours = NULL;
    const X509 *shown = SSL_get0_peer_certificate(way);

    return shown && certificate_read(&ours, path, NULL) && X509_cmp(shown, ours) == 0;
}

/* Whom to believe is not asked: the certificate is compared, not followed. */
static void visit(struct doctor_port *port, const char *host, const char *certificate,
                  const char *path)
{
    int fd = go_to(port);
    AUTO(free_ways) SSL_CTX *ways = SSL_CTX_new(TLS_client_method());
    AUTO(free_way) SSL *way = ways ? SSL_new(ways) : NULL;

    port->is_open = fd >= 0;
    port->is_tls = port->is_open && way && SSL_set_min_proto_version(way, TLS1_3_VERSION) == 1
                   && SSL_set_tlsext_host_name(way, host) == 1 && SSL_set_fd(way, fd) == 1
                   && SSL_connect(way) == 1;
    if (port->is_tls) {
        port->is_ours = shows(way, certificate);
        port->status = ask(way, host, path);
    }
    if (fd >= 0)
        close(fd);
}

void doctor_judge_port(struct exam *exam, const struct doctor_port *port)
{
    AUTO_FREE char *at = mem_format("%s:%d (%s)", port->address, port->no, port->subject);

    if (!port->is_open)
        exam_bad(exam,
                 "nginx: nobody answers at %s. systemctl status nginx; what it does not like "
                 "says nginx -t",
                 at);
    else if (!port->is_tls)
        exam_bad(exam,
                 "nginx: at %s nobody speaks TLS 1.3. Another program or site has the port "
                 "(ss -ltnp, nginx -T); then as root: anjungan-office setup",
                 at);
    else if (!port->is_ours)
        exam_bad(exam,
                 "nginx: at %s another certificate is shown than the one in its file. systemctl "
                 "reload nginx; if that does not help, another site has the port (nginx -T)",
                 at);
    else if (port->status == 0)
        exam_bad(exam, "nginx: at %s no answer comes. systemctl restart nginx", at);
    else if (port->status >= WORSE)
        exam_bad(exam,
                 "nginx: at %s the answer is %d: what stands behind it is away. See the lines of "
                 "processes and database here; where they are fine, as root: anjungan-office "
                 "setup",
                 at, port->status);
    else
        exam_ok(exam, "nginx: %s answers with this office's certificate", at);
}

void doctor_check_site(struct exam *exam)
{
    const struct office_site *site = exam->what->site;
    const char *address = site->address[0] != '\0' ? site->address : "127.0.0.1";
    AUTO_FREE char *server = mem_format("%s/server.crt", site->authority_dir);
    struct doctor_port kiosks = {.subject = "kiosks", .address = address, .no = site->kiosk_port};
    struct doctor_port pages = {.subject = "pages", .address = address, .no = site->page_port};

    (void)signal(SIGPIPE, SIG_IGN); /* nginx that hangs up is a finding */
    visit(&kiosks, site->host, server, "/v1/");
    visit(&pages, site->host, site->page_certificate[0] != '\0' ? site->page_certificate : server,
          "/");
    doctor_judge_port(exam, &kiosks);
    doctor_judge_port(exam, &pages);
}
