package dev.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A container engine of a few fixed answers on a Unix socket, for the rehearsal: everything that is created exists, every
 * command succeeds, and every call into a task's code gets the same result.
 */
final class RehearsedEngine implements AutoCloseable {
    /** One answer that holds what each operation of the task driver looks for. */
    private static final String TASK_CODE_RESULT = """
            {"ok": true, "result": {"has_class": true, "members": ["get_tasks", "score"], "tasks": ["main"],
             "required_environment_variables": [], "has": {"get_tasks": true, "score": true},
             "setup": {"main": {"instructions": "Count.", "permissions": []}},
             "probe": {"10.0.0.1": "blocked"}, "score": 1.0}}
            """.replace("\n", "") + "\n";

    private static final String CREATED = "\"Created\": \"2026-01-01T00:00:00Z\"";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, JsonNode> labelsOfCommitted = new ConcurrentHashMap<>();
    private final ServerSocketChannel server;

    private RehearsedEngine(ServerSocketChannel server) {
        this.server = server;
    }

    static RehearsedEngine start(Path socket) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        var engine = new RehearsedEngine(server);
        Thread.ofPlatform().daemon().start(engine::accept);
        return engine;
    }

    /** As {@code DOCKER_HOST} has it. */
    String address() throws IOException {
        return "unix://" + server.getLocalAddress();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                var connection = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(connection));
            }
        } catch (ClosedChannelException e) {
            // the rehearsal is over
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            var in = Channels.newInputStream(connection);
            var out = Channels.newOutputStream(connection);
            var request = line(in).split(" ", -1);
            var target = request[1].replaceFirst("^/v[0-9.]+", "").split("\\?", 2);
            var body = body(in);
            if (target[0].endsWith("/start") && target[0].startsWith("/exec/")) {
                exec(in, out);
            } else {
                answer(out, request[0] + " " + target[0], target.length > 1 ? target[1] : "", body);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(OutputStream out, String call, String query, byte[] body) throws IOException {
        var kind =
                call.replaceFirst("/(containers|images|networks|exec)/(?!create$|json$)[^/]+(/[^/]+:[^/]+)?", "/$1/*");
        switch (kind) {
            case "GET /_ping" -> reply(out, 200, "OK");
            case "GET /info" ->
                reply(
                        out,
                        200,
                        "{\"ServerVersion\": \"28\", \"Architecture\": \"x86_64\", \"NCPU\": 2, \"MemTotal\": 8000000000}");
            case "GET /containers/json", "GET /images/json", "GET /networks" -> reply(out, 200, "[]");
            case "GET /images/*/json" -> image(out, call.substring("GET /images/".length(), call.length() - 5));
            case "GET /containers/*/json" ->
                reply(
                        out,
                        200,
                        "{\"Id\": \"c1\", \"Name\": \"/c1\", " + CREATED
                                + ", \"State\": {\"Running\": true, \"Status\": \"running\"}, \"Config\": {\"Image\": \"i\"}}");
            case "GET /networks/*" ->
                reply(
                        out,
                        200,
                        "{\"Id\": \"n1\", \"Name\": \"n1\", \"IPAM\": {\"Config\": "
                                + "[{\"Subnet\": \"10.0.0.0/16\", \"Gateway\": \"10.0.0.1\"}]}}");
            case "GET /exec/*/json" -> reply(out, 200, "{\"Running\": false, \"ExitCode\": 0}");
            case "POST /containers/*/wait" -> reply(out, 200, "{\"StatusCode\": 0}");
            case "POST /commit" -> {
                labelsOfCommitted.put(tag(query), json.readTree(body).path("Labels"));
                reply(out, 201, "{\"Id\": \"sha256:1\"}");
            }
            case "POST /containers/create", "POST /networks/create", "POST /containers/*/exec" ->
                reply(out, 201, "{\"Id\": \"x1\"}");
            default -> reply(out, call.startsWith("PUT") ? 200 : 204, "");
        }
    }

    /** Base images are there; a main image only once it has been committed. */
    private void image(OutputStream out, String reference) throws IOException {
        var name = reference.replace("%3A", ":").replace("%2F", "/");
        var labels = labelsOfCommitted.getOrDefault(name.substring(name.indexOf(':') + 1), json.createObjectNode());
        if (name.startsWith("workbench/main:") && labels.isEmpty()) {
            reply(out, 404, "{\"message\": \"no such image\"}");
        } else {
            reply(
                    out,
                    200,
                    "{\"Id\": \"sha256:1\", \"RepoTags\": [\"" + name + "\"], " + CREATED
                            + ", \"Architecture\": \"amd64\", \"Config\": {\"Labels\": " + labels + "}}");
        }
    }

    private static String tag(String query) {
        return query.replaceFirst(".*\\btag=([^&]*).*", "$1");
    }

    /** A command that reads one line, prints its result and ends. */
    private static void exec(InputStream in, OutputStream out) throws IOException {
        out.write("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n".getBytes(UTF_8));
        line(in);
        var content = TASK_CODE_RESULT.getBytes(UTF_8);
        var frame = new DataOutputStream(out);
        frame.writeInt(1 << 24);
        frame.writeInt(content.length);
        frame.write(content);
    }

    private static void reply(OutputStream out, int status, String body) throws IOException {
        var content = body.getBytes(UTF_8);
        var head = "HTTP/1.1 " + status + " Rehearsed\r\nApi-Version: 1.47\r\nContent-Length: " + content.length
                + "\r\n\r\n";
        out.write((head + body).getBytes(UTF_8));
    }

    /** Reads the headers and then a body of fixed length, or one in chunks, which nobody looks at. */
    private static byte[] body(InputStream in) throws IOException {
        int length = 0;
        boolean chunked = false;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.startsWith("Content-Length: ")) {
                length = Integer.parseInt(header.substring("Content-Length: ".length()));
            }
            chunked |= header.equals("Transfer-Encoding: chunked");
        }
        for (int size = chunked ? Integer.parseInt(line(in), 16) : 0; size > 0; size = Integer.parseInt(line(in), 16)) {
            in.skipNBytes(size + 2L);
        }
        return in.readNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
