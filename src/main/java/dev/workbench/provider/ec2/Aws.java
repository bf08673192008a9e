package dev.workbench.provider.ec2;

import dev.workbench.error.WorkbenchException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One region of one AWS account, as the AWS tools would choose them: profiles, SSO, environment, roles, {@code
 * AWS_REGION}, {@code AWS_ENDPOINT_URL}. Every call goes through here, so that every failure is in plain words.
 */
final class Aws {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(90);
    private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(30);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private final @Nullable String wantedRegion;
    private final CallCounter calls;
    private @Nullable Ec2Client ec2;
    private @Nullable Account account;

    Aws(@Nullable String wantedRegion, CallCounter calls) {
        this.wantedRegion = wantedRegion;
        this.calls = calls;
    }

    /**
     * Who calls.
     *
     * @param expires until when the credentials hold, where they say so
     */
    record Account(String id, String arn, String region, Optional<Instant> expires) {}

    /** Whether the user has told the AWS tools anything at all. */
    static boolean isConfigured() {
        return Stream.of(
                                SdkSystemSetting.AWS_REGION,
                                SdkSystemSetting.AWS_ACCESS_KEY_ID,
                                SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE)
                        .anyMatch(setting -> setting.getStringValue().isPresent())
                || isProfileChosen()
                || ProfileFileLocation.configurationFileLocation().isPresent()
                || ProfileFileLocation.credentialsFileLocation().isPresent();
    }

    /** Not by its value, which is {@code default} where nobody has said anything. */
    private static boolean isProfileChosen() {
        var setting = ProfileFileSystemSetting.AWS_PROFILE;
        return System.getenv(setting.environmentVariable()) != null || System.getProperty(setting.property()) != null;
    }

    /** The same account elsewhere. */
    Aws in(String region) {
        return region.equals(region()) ? this : new Aws(region, calls);
    }

    CallCounter calls() {
        return calls;
    }

    /** @throws WorkbenchException (exit code 3) when there is none */
    String region() {
        if (wantedRegion != null) {
            return wantedRegion;
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkException e) {
            throw WorkbenchException.notReady("no_region", "no AWS region is chosen")
                    .hint("set AWS_REGION, or a region in the profile: aws configure")
                    .causedBy(e);
        }
    }

    /** Asks AWS who we are, once; a check of the credentials that costs nothing. */
    synchronized Account account() {
        if (account == null) {
            account = identify();
        }
        return account;
    }

    private Account identify() {
        try (var credentials = DefaultCredentialsProvider.builder().build();
                var sts = configured(StsClient.builder()).build()) {
            var expires = credentials.resolveCredentials().expirationTime();
            var caller = sts.getCallerIdentity();
            return new Account(caller.account(), caller.arn(), region(), expires);
        } catch (SdkException e) {
            throw AwsErrors.translate(e, "find out who you are");
        }
    }

    /**
     * Calls EC2.
     *
     * @param purpose what the call is for, as in "cannot {@code list the images}"
     */
    <T> T ec2(String purpose, Function<Ec2Client, T> call) {
        try {
            return call.apply(client());
        } catch (SdkException e) {
            throw AwsErrors.translate(e, purpose);
        }
    }

    /**
     * What public parameters of Systems Manager say; those that are not there, or may not be asked for, are left out.
     * Nobody needs them: publishers can be asked otherwise.
     */
    Map<String, String> publicParameters(Collection<String> names) {
        calls.count(PublicParameters.ACTION);
        try {
            return new PublicParameters(region()).values(names);
        } catch (IOException | SdkException e) {
            System.getLogger(Aws.class.getName())
                    .log(System.Logger.Level.DEBUG, "public parameters are not to be had", e);
            return Map.of();
        }
    }

    /** EC2 itself, for calls whose refusals mean something to the caller. */
    synchronized Ec2Client client() {
        if (ec2 == null) {
            ec2 = configured(Ec2Client.builder()).build();
        }
        return ec2;
    }

    private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> B configured(B builder) {
        return builder.region(Region.of(region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_LIMIT)
                        .socketTimeout(ATTEMPT_LIMIT))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(Retries.strategy())
                        .apiCallTimeout(CALL_LIMIT)
                        .apiCallAttemptTimeout(ATTEMPT_LIMIT)
                        .addExecutionInterceptor(calls)
                        .build());
    }
}
