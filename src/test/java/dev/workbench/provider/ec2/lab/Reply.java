package dev.workbench.provider.ec2.lab;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What the API answers; a status of 0 is a connection that is cut without an answer. */
public record Reply(int status, String body) {
    static final Reply CUT = new Reply(0, "");

    /** A refusal as EC2 words it. */
    public static Reply error(int status, String code, String message) {
        return new Reply(
                status,
                "<?xml version=\"1.0\"?><Response><Errors><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error></Errors><RequestID>lab</RequestID></Response>");
    }

    boolean isOk() {
        return status == 200;
    }

    Reply with(UnaryOperator<String> change) {
        return new Reply(status, change.apply(body));
    }

    /** The text of the first element of that name. */
    public String first(String element) {
        var matcher =
                Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }
}
