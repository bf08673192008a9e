package dev.workbench.engine;

import static dev.workbench.error.ExitCode.INTERRUPTED;

import dev.workbench.engine.http.Endpoint;
import dev.workbench.error.WorkbenchException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Turns what an engine or the way to it says into failures that the user can mend. */
final class EngineErrors {
    private static final String MAKE_ROOM = "make room on the engine's disk, or remove what is no longer needed:"
            + " 'workbench destroy --all', 'docker image prune'";
    private static final String SEE_OTHERS =
            "'workbench list' shows the environments there are, 'workbench destroy ENV' removes one";

    private final Endpoint endpoint;

    EngineErrors(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** No endpoint answered; the failure to tell is the first that is more than an absent socket. */
    static WorkbenchException unreachable(List<Engine.Unreachable> failures) {
        var told = failures.stream()
                .filter(failure -> !absent(failure))
                .findFirst()
                .orElse(failures.getFirst());
        if (told.reason() instanceof ClosedByInterruptException
                || Thread.currentThread().isInterrupted()) {
            return interrupted();
        }
        var address = told.endpoint().address();
        boolean local = told.endpoint() instanceof Endpoint.Unix;
        if (local && says(told.reason(), "permission denied")) {
            return WorkbenchException.notReady(
                            "engine_permission_denied",
                            "you may not use the container engine at " + address + " (permission denied)")
                    .hint("add yourself to the socket's group ('sudo usermod -aG docker $USER', then log in again),"
                            + " or use rootless Docker or Podman");
        }
        if (absent(told)) {
            var tried = failures.stream()
                    .map(failure -> failure.endpoint().address())
                    .collect(Collectors.joining(", "));
            var named = failures.size() == 1; // where nobody names one, several are tried
            return WorkbenchException.notReady(
                            "engine_not_running", "no container engine is running (tried " + tried + ")")
                    .hint(
                            named
                                    ? "DOCKER_HOST or the current Docker context names this one: start it, or name another"
                                    : "'workbench doctor --fix' installs and starts one");
        }
        return WorkbenchException.notReady(
                        "engine_not_running",
                        "the container engine at " + address + " does not answer: " + reason(told.reason()))
                .hint(
                        local
                                ? "'workbench doctor --fix' starts it; DOCKER_HOST or a Docker context names another"
                                : "DOCKER_HOST or the current Docker context names this engine: see whether it can be"
                                        + " reached, or name another")
                .causedBy(told.reason());
    }

    /** The connection broke, or was never made, although the engine had answered before. */
    WorkbenchException lost(IOException failure) {
        if (failure instanceof ClosedByInterruptException
                || Thread.currentThread().isInterrupted()) {
            return interrupted();
        }
        if (failure instanceof AsynchronousCloseException) {
            return WorkbenchException.provider("engine_call_ended", "the call to the container engine was ended")
                    .causedBy(failure);
        }
        if (failure instanceof ConnectException || says(failure, "no such file")) {
            return unreachable(List.of(new Engine.Unreachable(endpoint, failure)));
        }
        return WorkbenchException.notReady(
                        "engine_lost",
                        "the container engine at " + endpoint.address() + " ended the connection: " + reason(failure))
                .hint("see whether it was stopped or restarted; 'workbench doctor' checks it")
                .causedBy(failure);
    }

    static WorkbenchException interrupted() {
        return WorkbenchException.of(INTERRUPTED, "interrupted", "interrupted");
    }

    /** The engine said no. */
    WorkbenchException refused(int status, String message, String subject) {
        var text = message.toLowerCase(Locale.ROOT);
        if (text.contains("no space left on device") || text.contains("disk quota exceeded")) {
            return WorkbenchException.notReady("disk_full", "the container engine's disk is full (" + subject + ")")
                    .hint(MAKE_ROOM)
                    .details(message);
        }
        if (text.contains("address pool") || text.contains("subnet pool") || text.contains("free subnet")) {
            return WorkbenchException.notReady("no_free_subnet", "the engine has no free subnet left for " + subject)
                    .hint("remove networks that are no longer needed; " + SEE_OTHERS)
                    .details(message);
        }
        if (nameTaken(status, text)) {
            return WorkbenchException.notReady("name_taken", "the name of " + subject + " is already in use")
                    .hint(SEE_OTHERS)
                    .details(message);
        }
        if (text.contains("address already in use") || text.contains("port is already allocated")) {
            return WorkbenchException.notReady("address_taken", "an address that " + subject + " needs is in use")
                    .hint(SEE_OTHERS)
                    .details(message);
        }
        if (text.contains("capabilities: [[gpu]]") || text.contains("nvidia.com/gpu")) {
            return noGpu("the engine has no GPU to give to " + subject).details(message);
        }
        if (text.contains("range of cpus is")) {
            return WorkbenchException.notReady("not_enough_cpus", subject + " asks for more CPUs than the host has")
                    .hint("lower 'cpus' in the manifest's resources, or use a larger host")
                    .details(message);
        }
        if (status == 404 && text.contains("no such image")) {
            return WorkbenchException.provider("no_such_image", "the engine does not have the image of " + subject)
                    .details(message);
        }
        if (status == 404) {
            return WorkbenchException.provider("not_found", subject + " does not exist")
                    .details(message);
        }
        if (text.contains("is not running")
                || text.contains("can only create exec sessions on running containers")
                || text.contains("container state improper")) {
            return WorkbenchException.provider("container_stopped", subject + " is not running")
                    .details(message);
        }
        return WorkbenchException.provider(
                "engine_refused", "the container engine refused " + subject + ": " + message);
    }

    static WorkbenchException noGpu(String message) {
        return WorkbenchException.notReady("no_gpu", message)
                .hint("install NVIDIA's driver and its container toolkit on the engine's host,"
                        + " or run a task that asks for no GPU");
    }

    private static boolean nameTaken(int status, String text) {
        return (status == 409 || status == 500)
                && (text.contains("already in use by container")
                        || text.contains("name is already in use")
                        || text.contains("already exists")
                        || text.contains("network name already used")
                        || (text.contains("name \"") && text.contains("is in use")));
    }

    private static boolean absent(Engine.Unreachable failure) {
        return switch (failure.endpoint()) {
            case Endpoint.Unix(var socket) ->
                Files.notExists(socket)
                        || failure.reason() instanceof NoSuchFileException
                        || failure.reason() instanceof FileNotFoundException;
            case Endpoint.Tcp tcp -> false;
            case Endpoint.Ssh ssh -> false;
        };
    }

    private static boolean says(IOException failure, String words) {
        return reason(failure).toLowerCase(Locale.ROOT).contains(words);
    }

    private static String reason(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "there is no host of that name";
        }
        var message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
