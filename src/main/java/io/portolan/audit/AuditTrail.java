package io.portolan.audit;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.changelog.ChangeFilter;
import io.portolan.changelog.ChangeHistory;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeVisibility;
import io.portolan.changelog.DeadDelivery;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// What a viewer may see of the change log.
///
/// Needs [Permission#READ_AUDIT]. Whoever is no administrator sees the catalog, its definitions and runs; changes to
/// users, teams, secrets, credentials, sessions and private pages are for administrators.
@Service
public class AuditTrail {

    private static final Set<String> FOR_ADMINS =
            Set.of("user", "team", "secret", "credential", "session", "private_page");

    private final ChangeHistory history;
    private final ChangeDispatcher dispatcher;
    private final ObjectProvider<ChangeVisibility> visibility;
    private final Permissions permissions;

    AuditTrail(
            ChangeHistory history,
            ChangeDispatcher dispatcher,
            ObjectProvider<ChangeVisibility> visibility,
            Permissions permissions) {
        this.history = history;
        this.dispatcher = dispatcher;
        this.visibility = visibility;
        this.permissions = permissions;
    }

    /// Newest first; see [ChangeHistory#find(ChangeFilter, String, int)].
    public Slice<Change> find(ChangeFilter filter, @Nullable String cursor, int limit, Actor viewer) {
        permissions.require(viewer, Permission.READ_AUDIT);
        Set<String> visible = resources(viewer);
        Set<String> wanted = filter.resources().isEmpty()
                ? visible
                : filter.resources().stream().filter(visible::contains).collect(Collectors.toUnmodifiableSet());
        if (wanted.isEmpty()) {
            return new Slice<>(List.of(), null);
        }
        boolean everything = filter.resources().isEmpty() && viewer.isAdmin();
        return history.find(everything ? filter : filter.withResources(wanted).without(hidden(viewer)), cursor, limit);
    }

    /// One change, or empty when there is none that this viewer may see.
    public Optional<Change> find(long id, Actor viewer) {
        permissions.require(viewer, Permission.READ_AUDIT);
        return history.find(id).filter(change -> visible(change, viewer));
    }

    /// What led to the change, nearest cause first, as far as the viewer may see it.
    public List<Change> causes(Change change, Actor viewer) {
        return history.causes(change).stream()
                .filter(cause -> visible(cause, viewer))
                .toList();
    }

    /// What the change led to directly, oldest first, at most 50.
    public List<Change> consequences(Change change, Actor viewer) {
        return history.consequences(change.id(), 50).stream()
                .filter(consequence -> visible(consequence, viewer))
                .toList();
    }

    /// The resource types that this viewer may see.
    public Set<String> resources(Actor viewer) {
        return Arrays.stream(ChangeKind.values())
                .map(ChangeKind::resourceType)
                .filter(type -> viewer.isAdmin() || !FOR_ADMINS.contains(type))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Reactions that failed too often and were put aside, newest first. Administrators only.
    public List<DeadDelivery> deadLetters(@Nullable Long before, int limit, Actor viewer) {
        requireAdmin(viewer);
        return dispatcher.deadLetters(before, limit);
    }

    /// Has a put-aside reaction tried again. Administrators only. Throws [PortalException.NotFound].
    public void replay(long delivery, Actor viewer) {
        requireAdmin(viewer);
        dispatcher.replay(delivery);
    }

    private boolean visible(Change change, Actor viewer) {
        return resources(viewer).contains(change.kind().resourceType())
                && (change.blueprint() == null || !hidden(viewer).contains(change.blueprint()));
    }

    private Set<String> hidden(Actor viewer) {
        return visibility
                .orderedStream()
                .flatMap(each -> each.hidden(viewer).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void requireAdmin(Actor viewer) {
        if (!viewer.isAdmin()) {
            throw new PortalException.Forbidden(
                    "Only administrators may see and replay reactions that were put aside.");
        }
    }
}
