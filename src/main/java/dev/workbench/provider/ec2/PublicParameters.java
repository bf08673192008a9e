package dev.workbench.provider.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workbench.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * What publishers say of their newest AMIs, in the public parameters of AWS Systems Manager. It is one call of that
 * service, signed and sent here, because the service's own client is six megabytes.
 */
final class PublicParameters {
    /** The permission that it takes. */
    static final String ACTION = "ssm:GetParameters";

    /** The parameters that it takes it for. */
    static final String RESOURCE = "arn:aws:ssm:*::parameter/aws/service/*";

    private static final String SERVICE = "ssm";
    private static final String TARGET = "AmazonSSM.GetParameters";
    private static final int OK = 200;

    private final String region;
    private final URI endpoint;

    PublicParameters(String region, URI endpoint) {
        this.region = region;
        this.endpoint = endpoint;
    }

    /**
     * The values of those parameters that there are, by name.
     *
     * @throws IOException also when AWS refuses
     */
    Map<String, String> values(Collection<String> names, AwsCredentialsIdentity credentials, SdkHttpClient http)
            throws IOException {
        var body = Json.mapper().createObjectNode();
        names.forEach(body.putArray("Names")::add);
        var answer = send(body.toString(), credentials, http);
        var values = new TreeMap<String, String>();
        answer.path("Parameters")
                .forEach(each -> values.put(
                        each.path("Name").asText(), each.path("Value").asText()));
        return values;
    }

    private JsonNode send(String body, AwsCredentialsIdentity credentials, SdkHttpClient http) throws IOException {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", TARGET)
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        var call = HttpExecuteRequest.builder().request(signed.request());
        signed.payload().ifPresent(call::contentStreamProvider);
        var response = http.prepareRequest(call.build()).call();
        try (InputStream answer = response.responseBody().orElseGet(AbortableInputStream::createEmpty)) {
            if (response.httpResponse().statusCode() != OK) {
                throw new IOException("status " + response.httpResponse().statusCode());
            }
            return Json.mapper().readTree(answer);
        }
    }
}
