package dev.workbench.ssh;

import dev.workbench.remote.Dialer;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * MINA's I/O session over an open link: one thread reads, and whoever writes blocks until the link took it.
 *
 * <p>Blocking writes are the flow control: no queue grows when the other side is slow.
 */
final class LinkSession extends AbstractCloseable implements IoSession {
    private static final int READ_BYTES = 256 * 1024;

    private final Dialer.Link link;
    private final IoHandler handler;
    private final IoService service;
    private final SocketAddress address;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private final Object writing = new Object();

    LinkSession(Dialer.Link link, IoHandler handler, IoService service, SocketAddress address) {
        this.link = link;
        this.handler = handler;
        this.service = service;
        this.address = address;
    }

    void startReading() {
        Thread.ofPlatform().daemon().name("ssh-link").start(this::read);
    }

    private void read() {
        var bytes = new byte[READ_BYTES];
        try (var in = link.in()) {
            for (var n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                handler.messageReceived(this, Readable.readable(ByteBuffer.wrap(bytes, 0, n)));
            }
        } catch (Exception e) {
            tell(e);
        }
        close(true);
    }

    private void tell(Exception failure) {
        if (isOpen()) {
            try {
                handler.exceptionCaught(this, failure);
            } catch (Exception e) {
                log.debug("the handler failed on {}", failure, e);
            }
        }
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
        var future = new Written(this);
        try {
            synchronized (writing) {
                var out = link.out();
                out.write(buffer.array(), buffer.rpos(), buffer.available());
                out.flush();
            }
            future.setValue(true);
        } catch (IOException e) {
            future.setValue(e);
            tell(e);
        }
        return future;
    }

    private static final class Written extends AbstractIoWriteFuture {
        Written(Object id) {
            super(id, null);
        }
    }

    @Override
    protected void doCloseImmediately() {
        link.close();
        try {
            handler.sessionClosed(this);
        } catch (Exception e) {
            log.debug("the handler failed on the end of the session", e);
        }
        super.doCloseImmediately();
    }

    @Override
    public long getId() {
        return 1;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return address;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return address;
    }

    @Override
    public SocketAddress getAcceptanceAddress() {
        return address;
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public IoService getService() {
        return service;
    }

    @Override
    public void shutdownOutputStream() throws IOException {
        link.out().close();
    }

    /** Reading is never suspended: MINA asks for it only when it forwards ports. */
    @Override
    public void suspendRead() {}

    @Override
    public void resumeRead() {}
}
