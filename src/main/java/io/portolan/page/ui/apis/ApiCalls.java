package io.portolan.page.ui.apis;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.outbound.OutboundClient;
import io.portolan.outbound.OutboundException;
import io.portolan.outbound.OutboundRequest;
import io.portolan.outbound.OutboundResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Reads descriptions from elsewhere and makes calls to try them. Rights are asked on the caller's thread, which is
/// that of the view; the answer comes on another one.
///
/// Whoever may read the catalog sees a description; whoever may run actions may try it: both make something happen
/// elsewhere.
@Service
class ApiCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ApiCalls.class);
    private static final Permission NEEDED = Permission.EXECUTE_ACTIONS;

    private final OutboundClient client;
    private final Permissions permissions;
    private final CurrentActor currentActor;
    /// Calls at a time, so that webhooks always find a connection.
    private final Semaphore places = new Semaphore(8);

    ApiCalls(OutboundClient client, Permissions permissions, CurrentActor currentActor) {
        this.client = client;
        this.permissions = permissions;
        this.currentActor = currentActor;
    }

    boolean mayTry() {
        return currentActor
                .find()
                .filter(actor -> permissions.allows(actor, NEEDED))
                .isPresent();
    }

    /// The description at an address. Fails with [OutboundException] or [PortalException], as the cause of a
    /// [CompletionException].
    CompletableFuture<ApiDocument> read(String address) {
        permissions.require(currentActor.require(), Permission.READ_CATALOG);
        return elsewhere(() -> {
            OutboundResponse response = client.send(new OutboundRequest(
                    "GET", address, Map.of("Accept", "application/json, application/yaml, */*;q=0.8"), new byte[0]));
            if (!response.isSuccess()) {
                throw new PortalException.NotFound(
                        "No description was found there: the answer was " + response.status());
            }
            return ApiDocument.read(response.text(), response.url())
                    .orElseThrow(
                            () -> new PortalException.Invalid("", "What was found there is no object in JSON or YAML"));
        });
    }

    /// Makes the call. Throws [PortalException.Forbidden] and [PortalException.Invalid] at once; fails with
    /// [OutboundException] as the cause of a [CompletionException]. A redirect is an answer: only servers that the
    /// description names are called.
    CompletableFuture<ApiAnswer> send(ApiCall call) {
        Actor actor = currentActor.require();
        permissions.require(actor, NEEDED);
        OutboundRequest request = call.request();
        LOG.info("{} tries {} on {}", actor.name(), request.method(), call.server());
        return elsewhere(() -> ApiAnswer.of(client.sendOnce(request)));
    }

    private <T> CompletableFuture<T> elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    places.acquireUninterruptibly();
                    try {
                        return work.get();
                    } finally {
                        places.release();
                    }
                },
                task -> Thread.ofVirtual().name("api-call").start(task));
    }

    /// A failure in words, or null when it is none that the reader can do anything about.
    static @Nullable String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case OutboundException outbound -> String.valueOf(outbound.getMessage());
            case PortalException portal -> portal.reason();
            default -> {
                LOG.warn("An API could not be called", cause);
                yield null;
            }
        };
    }
}
