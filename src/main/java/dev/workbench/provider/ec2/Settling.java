package dev.workbench.provider.ec2;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/**
 * Calls about what has been created just now. AWS spreads the news over its machines, and for some seconds one of them may
 * say that there is no such thing; or it may be a call whose answer was lost and that is sent again, which finds done what
 * it asks for.
 */
final class Settling {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final Duration LIMIT = Duration.ofSeconds(25);

    private Settling() {}

    /** Repeats the call while AWS does not know yet what it is about. */
    static <T> T known(Supplier<T> call) {
        var pauses = new Pauses(FIRST_PAUSE, LONGEST_PAUSE, LIMIT);
        while (true) {
            try {
                return call.get();
            } catch (Ec2Exception e) {
                if (!isUnknown(AwsErrors.code(e)) || !pauses.another()) {
                    throw e;
                }
            }
        }
    }

    /**
     * The same for a call that can be made only once.
     *
     * @param already what AWS answers when it has been made
     */
    static void done(String already, Runnable call) {
        try {
            known(() -> {
                call.run();
                return already;
            });
        } catch (Ec2Exception e) {
            if (!AwsErrors.code(e).equals(already)) {
                throw e;
            }
        }
    }

    /** Such as {@code InvalidGroup.NotFound}; what a rule of a group lacks is no such thing. */
    private static boolean isUnknown(String code) {
        return code.endsWith(".NotFound") && !code.startsWith("InvalidPermission");
    }
}
