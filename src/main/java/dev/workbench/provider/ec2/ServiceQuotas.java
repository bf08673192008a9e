package dev.workbench.provider.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** AWS's service that knows an account's limits; only {@code doctor} asks it. */
record ServiceQuotas(String region) {
    /** As IAM calls it. */
    static final String ACTION = "ListServiceQuotas";

    private static final String TARGET = "ServiceQuotasV20190624." + ACTION;
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

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
        return new JsonService("servicequotas", region).call(TARGET, question);
    }
}
