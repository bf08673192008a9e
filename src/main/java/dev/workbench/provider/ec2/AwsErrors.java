package dev.workbench.provider.ec2;

import dev.workbench.error.ExitCode;
import dev.workbench.error.WorkbenchException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS's refusals mean, in plain words. */
final class AwsErrors {
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
    private static final Set<String> NOT_BELIEVED = Set.of(
            "AuthFailure",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "OptInRequired");
    private static final Set<String> FORBIDDEN =
            Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation");
    private static final Set<String> THROTTLED =
            Set.of("RequestLimitExceeded", "Throttling", "ThrottlingException", "EC2ThrottledException");

    private AwsErrors() {}

    /** AWS's own code of a refusal; empty for failures that no answer of AWS caused. */
    static String code(SdkException failure) {
        return failure instanceof AwsServiceException refusal
                ? Optional.ofNullable(refusal.awsErrorDetails())
                        .map(details -> details.errorCode())
                        .orElse("")
                : "";
    }

    /** AWS's own sentence. */
    static String message(SdkException failure) {
        if (failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
            return String.valueOf(refusal.awsErrorDetails().errorMessage());
        }
        return String.valueOf(failure.getMessage());
    }

    static WorkbenchException translate(SdkException failure, String purpose) {
        if (failure instanceof AbortedException) {
            Thread.currentThread().interrupt();
            return WorkbenchException.of(ExitCode.INTERRUPTED, "interrupted", "interrupted")
                    .causedBy(failure);
        }
        return (failure instanceof AwsServiceException refusal ? refused(refusal, purpose) : unsent(failure, purpose))
                .causedBy(failure);
    }

    private static WorkbenchException refused(AwsServiceException refusal, String purpose) {
        var code = code(refusal);
        var said = code + ": " + message(refusal);
        if (EXPIRED.contains(code)) {
            return WorkbenchException.notReady("credentials_expired", "your AWS credentials have expired")
                    .details(said)
                    .hint("log in again, for example: aws sso login");
        }
        if (NOT_BELIEVED.contains(code)) {
            return WorkbenchException.notReady("credentials_refused", "AWS does not accept your credentials")
                    .details(said)
                    .hint("check AWS_PROFILE, the access key and this machine's clock: aws sts get-caller-identity");
        }
        if (FORBIDDEN.contains(code)) {
            return WorkbenchException.notReady("not_permitted", "you are not permitted to " + purpose + " on AWS")
                    .details(said)
                    .hint("see which permissions are missing: workbench doctor --aws");
        }
        if (THROTTLED.contains(code)) {
            return WorkbenchException.provider(
                            "throttled", "cannot " + purpose + ": AWS asks for fewer calls, also after several tries")
                    .details(said)
                    .hint("wait a minute; others may use the same account");
        }
        return WorkbenchException.provider("aws_refused", "cannot " + purpose + ": " + said)
                .hint("AWS's request id: " + refusal.requestId());
    }

    private static WorkbenchException unsent(SdkException failure, String purpose) {
        var text = String.valueOf(failure.getMessage());
        if (failure instanceof SdkClientException && text.contains("load credentials")) {
            return WorkbenchException.notReady("no_credentials", "there are no AWS credentials")
                    .details(text)
                    .hint("set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or: aws configure");
        }
        if (text.contains("SSO") || text.contains("Token is expired")) {
            return WorkbenchException.notReady("credentials_expired", "your AWS SSO session does not hold any more")
                    .details(text)
                    .hint("log in again: aws sso login");
        }
        if (failure instanceof ApiCallTimeoutException) {
            return WorkbenchException.timeout("aws_timeout", "cannot " + purpose + ": AWS does not answer")
                    .details(text)
                    .hint("check the network, AWS_REGION and AWS_ENDPOINT_URL");
        }
        return WorkbenchException.provider("aws_unreachable", "cannot " + purpose + ": " + text)
                .hint("check the network, AWS_REGION and AWS_ENDPOINT_URL");
    }
}
