package dev.workbench.engine.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** Opens connections to an endpoint. */
final class Connector {
    private static final int CONNECT_MILLIS = 10_000;

    private Connector() {}

    static Connection open(Endpoint endpoint) throws IOException {
        return switch (endpoint) {
            case Endpoint.Unix unix -> unix(unix);
            case Endpoint.Tcp tcp -> tcp(tcp);
            case Endpoint.Ssh ssh -> ssh(ssh);
        };
    }

    private static Connection unix(Endpoint.Unix unix) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(unix.socket()));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new Connection(
                Channels.newInputStream(channel), Channels.newOutputStream(channel), channel::shutdownOutput, channel);
    }

    private static Connection tcp(Endpoint.Tcp tcp) throws IOException {
        var plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(tcp.host(), tcp.port()), CONNECT_MILLIS);
            plain.setTcpNoDelay(true);
            var socket =
                    tcp.tls().isEmpty() ? plain : secured(plain, tcp, tcp.tls().get());
            return new Connection(socket.getInputStream(), socket.getOutputStream(), socket::shutdownOutput, socket);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, Endpoint.Tcp tcp, TlsFiles files) throws IOException {
        var socket =
                (SSLSocket) Tls.context(files).getSocketFactory().createSocket(plain, tcp.host(), tcp.port(), true);
        if (files.verify()) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return socket;
    }

    private static Connection ssh(Endpoint.Ssh ssh) throws IOException {
        var command = new ArrayList<>(List.of("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=10"));
        if (ssh.port() != 0) {
            command.addAll(List.of("-p", Integer.toString(ssh.port())));
        }
        command.addAll(List.of("--", ssh.destination(), "docker", "system", "dial-stdio"));
        var process = new ProcessBuilder(command).start();
        return new Connection(
                new SshOutput(process, ssh.address()),
                process.getOutputStream(),
                process.getOutputStream()::close,
                process::destroyForcibly);
    }
}
