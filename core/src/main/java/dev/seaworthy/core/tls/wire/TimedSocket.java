package dev.seaworthy.core.tls.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A socket whose reads all end by one deadline, however slowly the bytes drip. */
public final class TimedSocket extends Socket {
    private final Deadline deadline;

    private TimedSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    public static TimedSocket connect(InetSocketAddress address, Deadline deadline) throws IOException {
        TimedSocket socket = new TimedSocket(deadline);
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, deadline.millis());
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                limit();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                limit();
                return super.read(bytes, offset, length);
            }
        };
    }

    private void limit() throws IOException {
        if (deadline.isOver()) {
            throw new SocketTimeoutException("the deadline has passed");
        }
        setSoTimeout(deadline.millis());
    }
}
