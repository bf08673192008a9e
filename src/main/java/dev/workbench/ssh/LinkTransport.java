package dev.workbench.ssh;

import dev.workbench.remote.Dialer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.jspecify.annotations.Nullable;

/** Gives MINA one open link instead of sockets, so that no port of this machine is ever listened on. */
final class LinkTransport implements IoServiceFactoryFactory {
    /** MINA wants an address to connect to; nothing is ever looked up or reached by it. */
    static final InetSocketAddress NOMINAL = InetSocketAddress.createUnresolved("guest", 22);

    private final Dialer.Link link;

    LinkTransport(Dialer.Link link) {
        this.link = link;
    }

    @Override
    public IoServiceFactory create(FactoryManager manager) {
        return new Services();
    }

    @Override
    public void setExecutorServiceFactory(Factory<CloseableExecutorService> factory) {
        // the one reading thread is the session's own
    }

    private final class Services extends AbstractCloseable implements IoServiceFactory {
        private @Nullable IoServiceEventListener listener;

        @Override
        public IoConnector createConnector(IoHandler handler) {
            return new Connector(handler);
        }

        @Override
        public IoAcceptor createAcceptor(IoHandler handler) {
            throw new IllegalStateException("a link accepts no connections");
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return listener;
        }

        @Override
        public void setIoServiceEventListener(@Nullable IoServiceEventListener value) {
            listener = value;
        }
    }

    private final class Connector extends AbstractCloseable implements IoConnector {
        private final IoHandler handler;
        private final Map<Long, IoSession> sessions = new ConcurrentHashMap<>();
        private @Nullable IoServiceEventListener listener;

        Connector(IoHandler handler) {
            this.handler = handler;
        }

        @Override
        public IoConnectFuture connect(
                SocketAddress address, @Nullable AttributeRepository context, @Nullable SocketAddress local) {
            var future = new DefaultIoConnectFuture(address, null);
            var session = new LinkSession(link, handler, this, address);
            if (context != null) {
                session.setAttribute(AttributeRepository.class, context);
            }
            sessions.put(session.getId(), session);
            try {
                handler.sessionCreated(session);
                future.setSession(session);
                session.startReading();
            } catch (Exception e) {
                future.setException(e);
            }
            return future;
        }

        @Override
        public Map<Long, IoSession> getManagedSessions() {
            return sessions;
        }

        @Override
        protected void doCloseImmediately() {
            sessions.values().forEach(session -> session.close(true));
            super.doCloseImmediately();
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return listener;
        }

        @Override
        public void setIoServiceEventListener(@Nullable IoServiceEventListener value) {
            listener = value;
        }
    }
}
