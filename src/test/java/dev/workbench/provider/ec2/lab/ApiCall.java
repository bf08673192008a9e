package dev.workbench.provider.ec2.lab;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request of AWS's query protocol, taken apart.
 *
 * @param caller the access key that it is signed with; empty when it is not
 */
public record ApiCall(String action, Map<String, String> parameters, String caller) {
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/");

    /** @param target the {@code X-Amz-Target} of a JSON request; its parameters are not looked at */
    static ApiCall parse(String body, Optional<String> authorization, Optional<String> target) {
        if (target.isPresent()) {
            var action = target.get().substring(target.get().indexOf('.') + 1);
            return new ApiCall(action, Map.of(), caller(authorization));
        }
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : body.split("&", -1)) {
            var words = pair.split("=", 2);
            parameters.put(decode(words[0]), words.length == 2 ? decode(words[1]) : "");
        }
        return new ApiCall(parameters.getOrDefault("Action", ""), parameters, caller(authorization));
    }

    private static String caller(Optional<String> authorization) {
        var credential = CREDENTIAL.matcher(authorization.orElse(""));
        return credential.find() ? credential.group(1) : "";
    }

    ApiCall with(Map<String, String> others) {
        return new ApiCall(action, others, caller);
    }

    public String get(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    boolean isDryRun() {
        return get("DryRun").equals("true");
    }

    /** The values of a numbered parameter, such as {@code InstanceId} for {@code InstanceId.1}. */
    Collection<String> list(String parameter) {
        return parameters.entrySet().stream()
                .filter(entry -> entry.getKey().matches(parameter + "\\.\\d+"))
                .map(Map.Entry::getValue)
                .toList();
    }

    String encoded() {
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
