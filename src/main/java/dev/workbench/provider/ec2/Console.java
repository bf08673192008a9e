package dev.workbench.provider.ec2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;

/** The serial consoles of instances, as the API hands them out. */
final class Console {
    private final Aws aws;
    private final Instances instances;

    Console(Aws aws, Instances instances) {
        this.aws = aws;
        this.instances = instances;
    }

    /** Empty where there is none: it is for reading what went wrong, and must not be one more thing that does. */
    String lastLines(String name, int lines) {
        var id = instances.look(name).map(Instance::instanceId);
        if (id.isEmpty()) {
            return "";
        }
        try {
            var answer = aws.client().getConsoleOutput(request -> request.instanceId(id.get()));
            return end(Optional.ofNullable(answer.output()).orElse(""), lines);
        } catch (Ec2Exception e) {
            return "";
        }
    }

    /** The last lines of a console in Base64. */
    static String end(String encoded, int lines) {
        var text = new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8)
                .replaceAll("\\r+\\n", "\n")
                .lines()
                .toList();
        return String.join("\n", text.subList(Math.max(0, text.size() - lines), text.size()));
    }
}
