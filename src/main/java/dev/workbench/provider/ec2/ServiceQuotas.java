package dev.workbench.provider.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * AWS's service that knows an account's limits. One call of it is needed, and only by {@code doctor}: it is made here, on
 * the SDK's credentials and signatures, rather than with one more client library.
 */
record ServiceQuotas(String region) {
    /** As IAM calls it. */
    static final String ACTION = "ListServiceQuotas";

    private static final String SERVICE = "servicequotas";
    private static final String TARGET = "ServiceQuotasV20190624." + ACTION;
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;
    private static final int OK = 200;

    /**
     * The limits for EC2 in this region, by their codes.
     *
     * @throws IOException when AWS cannot be reached or does not tell; its message says why
     */
    Map<String, Double> ofEc2() throws IOException {
        var limits = new HashMap<String, Double>();
        var next = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = call(next);
            answer.path("Quotas")
                    .forEach(quota -> limits.put(
                            quota.path("QuotaCode").asText(),
                            quota.path("Value").asDouble()));
            next = answer.path("NextToken").asText("");
            if (next.isEmpty()) {
                break;
            }
        }
        return limits;
    }

    private JsonNode call(String next) throws IOException {
        var question = new HashMap<String, Object>(Map.of("ServiceCode", "ec2", "MaxResults", PAGE));
        if (!next.isEmpty()) {
            question.put("NextToken", next);
        }
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint())
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", TARGET)
                .build();
        return send(request, Json.line(question));
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
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
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

    private URI endpoint() {
        var set = Optional.ofNullable(System.getProperty("aws.endpointUrl"))
                .or(() -> Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")));
        var domain = Region.of(region).metadata().partition().dnsSuffix();
        return URI.create(set.orElse("https://" + SERVICE + "." + region + "." + domain + "/"));
    }
}
