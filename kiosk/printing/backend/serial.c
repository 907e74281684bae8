/* A printer on a serial line. */
#include "base/text.h"
#include "printing/backend/device.h"
#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

const int escpos_bauds[] = {1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200};
const size_t escpos_baud_count = ARRAY_LEN(escpos_bauds);

static const speed_t speeds[] = {B1200, B2400, B4800, B9600, B19200, B38400, B57600, B115200};

static speed_t speed_of(int baud)
{
    for (size_t i = 0; i < escpos_baud_count; i++) {
        if (escpos_bauds[i] == baud)
            return speeds[i];
    }
    return B9600;
}

bool escpos_serial_open(const struct escpos_address *address, int fd, struct err *err)
{
    struct termios line;

    if (!isatty(fd))
        return true;
    if (tcgetattr(fd, &line) != 0)
        return err_set(err, ERR_OFFLINE, "%s: %s", address->path, strerror(errno));
    cfmakeraw(&line);
    line.c_cflag &= ~(tcflag_t)(CSTOPB | HUPCL | CRTSCTS);
    line.c_cflag |= CREAD | CLOCAL;
    /* No IXOFF: our own XOFF would be printed. No answer that we ask for looks like an XON or XOFF. */
    line.c_iflag &= ~(tcflag_t)(IXON | IXOFF | IXANY);
    if (address->flow == ESCPOS_FLOW_RTSCTS)
        line.c_cflag |= CRTSCTS;
    if (address->flow == ESCPOS_FLOW_XONXOFF)
        line.c_iflag |= IXON;
    if (cfsetspeed(&line, speed_of(address->baud)) != 0 || tcsetattr(fd, TCSANOW, &line) != 0)
        return err_set(err, ERR_OFFLINE, "%s at %d baud: %s", address->path, address->baud,
                       strerror(errno));
    return true;
}
