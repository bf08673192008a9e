package dev.workbench.provider.ec2.lab;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** Something that goes wrong between a caller and the API. */
@FunctionalInterface
public interface Fault {
    /** The answer instead of the API's own; empty when this call is none of the fault's business. */
    Optional<Reply> answer(ApiCall call, Function<ApiCall, Reply> api);

    /** A refusal, so many times. */
    static Fault refusing(String action, int times, int status, String code) {
        return some(action, times, (call, api) -> Optional.of(Reply.error(status, code, "as the test wants it")));
    }

    /** The API does what it is told, and nobody hears of it, so many times. */
    static Fault cuttingAfter(String action, int times) {
        return some(action, times, (call, api) -> Optional.of(api.apply(call)).map(unheard -> Reply.CUT));
    }

    /** Changes what the API says: another word for one of its words. */
    static Fault saying(String action, String instead, String of) {
        return (call, api) -> call.action().equals(action)
                ? Optional.of(api.apply(call).with(body -> body.replace(of, instead)))
                : Optional.empty();
    }

    /** An answer made from the API's. */
    static Fault changing(Predicate<ApiCall> calls, Function<Reply, Reply> change) {
        return (call, api) -> calls.test(call) ? Optional.of(change.apply(api.apply(call))) : Optional.empty();
    }

    private static Fault some(String action, int times, Fault fault) {
        var left = new AtomicInteger(times);
        return (call, api) ->
                call.action().equals(action) && left.getAndDecrement() > 0 ? fault.answer(call, api) : Optional.empty();
    }
}
