package dev.workbench.provider.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * A service of AWS of which a call or two are needed: made here, on the SDK's credentials and signatures, because a client
 * library for each is megabytes.
 *
 * @param name as hosts are called and calls are signed
 */
record JsonService(String name, String region) {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int OK = 200;

    /**
     * @param target the call, as the service's protocol names it
     * @throws IOException when AWS cannot be reached or refuses; its message says why
     */
    JsonNode call(String target, Object question) throws IOException {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint())
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", target)
                .build();
        return send(request, Json.mapper().writeValueAsString(question));
    }

    private JsonNode send(SdkHttpRequest request, String body) throws IOException {
        try (var credentials = DefaultCredentialsProvider.builder().build();
                var http = UrlConnectionHttpClient.builder()
                        .connectionTimeout(LIMIT)
                        .socketTimeout(LIMIT)
                        .build()) {
            var identity = credentials.resolveCredentials();
            var signed = AwsV4HttpSigner.create()
                    .sign(each -> each.identity(identity)
                            .request(request)
                            .payload(ContentStreamProvider.fromUtf8String(body))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, name)
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region));
            var call = HttpExecuteRequest.builder().request(signed.request());
            signed.payload().ifPresent(call::contentStreamProvider);
            var answer = http.prepareRequest(call.build()).call();
            return read(answer.httpResponse().statusCode(), text(answer.responseBody()));
        }
    }

    private static String text(Optional<? extends java.io.InputStream> body) throws IOException {
        if (body.isEmpty()) {
            return "";
        }
        try (var in = body.get()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode read(int status, String text) throws IOException {
        var json = Json.mapper().readTree(text);
        if (status == OK) {
            return json;
        }
        var code = json.path("__type").asText("status " + status);
        throw new IOException(code.substring(code.indexOf('#') + 1) + ": "
                + json.path("Message").asText(json.path("message").asText("")));
    }

    /** Where the user says, for this service or for all, or else where AWS has it. */
    private URI endpoint() {
        var set = Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL_" + name.toUpperCase(java.util.Locale.ROOT)))
                .or(() -> Optional.ofNullable(System.getProperty("aws.endpointUrl")))
                .or(() -> Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")));
        var domain = PartitionMetadata.of(Region.of(region)).dnsSuffix();
        return URI.create(set.orElse("https://" + name + "." + region + "." + domain + "/"));
    }
}
