package dev.workbench.provider.ec2;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * The SDK's standard retries with their backoff and jitter, but for a lack of capacity: AWS answers that as a fault of its
 * own (status 500), and asking the same again is of no use.
 */
final class Retries {
    private static final int ATTEMPTS = 4;
    private static final int FAULT = 500;

    private Retries() {}

    static RetryStrategy strategy() {
        return DefaultRetryStrategy.standardStrategyBuilder()
                .maxAttempts(ATTEMPTS)
                .retryOnException(Retries::isPassing)
                .treatAsThrottling(Retries::isThrottling)
                .build();
    }

    private static boolean isThrottling(Throwable failure) {
        return failure instanceof AwsServiceException refusal && RetryUtils.isThrottlingException(refusal);
    }

    private static boolean isPassing(Throwable failure) {
        return switch (failure) {
            case AwsServiceException refusal ->
                isThrottling(refusal)
                        || (refusal.statusCode() >= FAULT && !Launch.NO_ROOM.contains(AwsErrors.code(refusal)));
            case ApiCallAttemptTimeoutException timeout -> true;
            case SdkClientException unsent -> unsent.getCause() instanceof IOException;
            case IOException io -> true;
            default -> false;
        };
    }
}
