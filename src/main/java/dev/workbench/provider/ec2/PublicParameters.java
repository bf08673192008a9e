package dev.workbench.provider.ec2;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What publishers say of their newest AMIs, in the public parameters of AWS Systems Manager in one region. */
record PublicParameters(String region) {
    /** The permission that it takes. */
    static final String ACTION = "ssm:GetParameters";

    /** The parameters that it takes it for. */
    static final String RESOURCE = "arn:aws:ssm:*::parameter/aws/service/*";

    /**
     * The values of those parameters that there are, by name.
     *
     * @throws IOException also when AWS refuses
     */
    Map<String, String> values(Collection<String> names) throws IOException {
        var answer = new JsonService("ssm", region).call("AmazonSSM.GetParameters", Map.of("Names", names));
        var values = new TreeMap<String, String>();
        answer.path("Parameters")
                .forEach(each -> values.put(
                        each.path("Name").asText(), each.path("Value").asText()));
        return values;
    }
}
