package dev.workbench.provider.ec2.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Stands between callers and the API: counts the calls, brings faults, tells the lab what has happened. */
final class ApiProxy implements AutoCloseable {
    /** What the lab adds to the API. */
    interface Hooks {
        /** What is done with a call that gets through; {@code forward} asks the API. */
        Reply answer(ApiCall call, java.util.function.Function<ApiCall, Reply> forward);
    }

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI target;
    private final Hooks hooks;
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    ApiProxy(URI target, Hooks hooks) throws IOException {
        this.target = target;
        this.hooks = hooks;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void bring(Fault fault) {
        faults.add(fault);
    }

    void calm() {
        faults.clear();
    }

    /** Requests since the last time, by action. */
    Map<String, Integer> takeCounts() {
        synchronized (counts) {
            var taken = new TreeMap<>(counts);
            counts.clear();
            return taken;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            var call = ApiCall.parse(body, authorization, target);
            synchronized (counts) {
                counts.merge(call.action(), 1, Integer::sum);
            }
            var reply = safeAnswer(call, authorization);
            if (reply.status() == 0) {
                return; // closing without an answer cuts the connection
            }
            var answer = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(reply.status(), answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** A failure of the lab's own is shown, and is nothing that a caller would try again. */
    private Reply safeAnswer(ApiCall call, Optional<String> authorization) {
        try {
            return answer(call, authorization);
        } catch (RuntimeException e) {
            e.printStackTrace();
            return Reply.error(400, "LabFailed", String.valueOf(e.getMessage()));
        }
    }

    private Reply answer(ApiCall call, Optional<String> authorization) {
        for (var fault : faults) {
            var instead = fault.answer(call, each -> hooks.answer(each, passed -> forward(passed, authorization)));
            if (instead.isPresent()) {
                return instead.get();
            }
        }
        return hooks.answer(call, passed -> forward(passed, authorization));
    }

    /** Asks the API; it tells services and regions apart by what the request is signed for. */
    private Reply forward(ApiCall call, Optional<String> authorization) {
        var request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(call.encoded()));
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            return Reply.error(503, "Unavailable", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.CUT;
        }
    }

    /** A call of the lab itself, which nobody counts. */
    Reply ask(Map<String, String> parameters) {
        var all = new TreeMap<>(parameters);
        all.put("Version", "2016-11-15");
        return forward(
                new ApiCall(all.getOrDefault("Action", ""), all, ""),
                Optional.of("AWS4-HMAC-SHA256 Credential=lab/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host,"
                        + " Signature=0"));
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
