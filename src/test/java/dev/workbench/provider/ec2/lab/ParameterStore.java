package dev.workbench.provider.ec2.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The public parameters of Systems Manager that publishers of AMIs keep: moto has none of theirs, and lets nobody add any. */
public final class ParameterStore implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, String> values = new ConcurrentHashMap<>();

    public ParameterStore() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void publish(String name, String value) {
        values.put(name, value);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = JSON.readTree(exchange.getRequestBody());
            var answer = JSON.createObjectNode();
            var found = answer.putArray("Parameters");
            var missing = answer.putArray("InvalidParameters");
            for (var name : asked.path("Names")) {
                var value = values.get(name.asText());
                if (value == null) {
                    missing.add(name.asText());
                } else {
                    found.addObject().put("Name", name.asText()).put("Value", value);
                }
            }
            var body = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            var wellMade = "AmazonSSM.GetParameters"
                            .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                    && String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                            .contains("/ssm/aws4_request");
            exchange.sendResponseHeaders(wellMade ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
