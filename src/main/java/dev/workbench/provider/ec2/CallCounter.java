package dev.workbench.provider.ec2;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** How often each operation of AWS was called; one count per request that left, retries included. */
final class CallCounter implements ExecutionInterceptor {
    private final Map<String, Integer> counts = new TreeMap<>();

    /** One more call of something that the SDK does not send. */
    synchronized void count(String operation) {
        counts.merge(operation, 1, Integer::sum);
    }

    @Override
    public synchronized void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        count(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(java.util.Locale.ROOT) + ":"
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    /** By operation, such as {@code ec2:RunInstances}. */
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }
}
