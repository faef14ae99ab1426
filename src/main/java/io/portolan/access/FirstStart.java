package io.portolan.access;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.kernel.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sees to it, before the first request, that there is an organisation, an administrator and an API client. What it
/// makes
/// up, it prints once to the standard output, which is not the log.
@Component
class FirstStart implements SmartInitializingSingleton {

    /// Any number that nobody else uses: nodes that start together take turns.
    private static final long LOCK = 7_246_110_442L;

    private static final int MIN_SECRET_LENGTH = 32;

    private final UserRows users;
    private final Passwords passwords;
    private final ApiCredentials credentials;
    private final ClientFile clientFile;
    private final OrganizationService organization;
    private final ExampleUsers exampleUsers;
    private final ChangeLog changes;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Preset preset;

    FirstStart(
            UserRows users,
            Passwords passwords,
            ApiCredentials credentials,
            ClientFile clientFile,
            OrganizationService organization,
            ExampleUsers exampleUsers,
            ChangeLog changes,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            Preset preset) {
        this.users = users;
        this.passwords = passwords;
        this.credentials = credentials;
        this.clientFile = clientFile;
        this.organization = organization;
        this.exampleUsers = exampleUsers;
        this.changes = changes;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.preset = preset;
    }

    /// What the environment presets for the first start; empty means: make it up.
    @Component
    record Preset(
            @Value("${portolan.admin-email:${PORTOLAN_ADMIN_EMAIL:admin@localhost}}")
            String adminEmail,

            @Value("${portolan.admin-password:${PORTOLAN_ADMIN_PASSWORD:}}")
            String adminPassword,

            @Value("${portolan.client-id:${PORTOLAN_CLIENT_ID:}}")
            String clientId,

            @Value("${portolan.client-secret:${PORTOLAN_CLIENT_SECRET:}}")
            String clientSecret) {

        @Override
        public String toString() {
            return "Preset[" + adminEmail + "]";
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        Optional<String> password = Optional.ofNullable(transaction.execute(_ -> {
                    jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                            .param("lock", LOCK)
                            .query((row, index) -> index)
                            .single();
                    organization.createIfMissing();
                    createClient();
                    Optional<String> made = createAdmin();
                    exampleUsers.seeToThem();
                    return made;
                }))
                .flatMap(generated -> generated);
        password.ifPresent(this::announce);
    }

    private void createClient() {
        if (credentials.hasOrganization()) {
            return;
        }
        if (preset.clientId().isEmpty() != preset.clientSecret().isEmpty()) {
            throw new IllegalStateException("Set PORTOLAN_CLIENT_ID and PORTOLAN_CLIENT_SECRET both, or neither");
        }
        if (!preset.clientSecret().isEmpty() && preset.clientSecret().length() < MIN_SECRET_LENGTH) {
            throw new IllegalStateException("PORTOLAN_CLIENT_SECRET must have at least " + MIN_SECRET_LENGTH
                    + " characters, but has " + preset.clientSecret().length());
        }
        NewCredentials client = preset.clientId().isEmpty()
                ? new NewCredentials(Ids.secret(32), Ids.secret(64))
                : new NewCredentials(preset.clientId(), preset.clientSecret());
        credentials.createOrganization(client, Actor.system());
    }

    /// The generated password, if one had to be made up.
    private Optional<String> createAdmin() {
        if (users.anyAdminBut("")) {
            return Optional.empty();
        }
        boolean generated = preset.adminPassword().isEmpty();
        Instant now = clock.instant();
        User admin = new User(
                0,
                preset.adminEmail(),
                "",
                "",
                Role.ADMIN,
                UserStatus.ACTIVE,
                List.of(),
                false,
                0,
                true,
                null,
                now,
                now);
        String password = generated ? passwords.generate() : preset.adminPassword();
        if (!generated && password.length() < 8) {
            throw new IllegalStateException("PORTOLAN_ADMIN_PASSWORD must have at least 8 characters");
        }
        users.insert(admin, passwords.hash(password), Actor.system().id());
        changes.append(
                NewChange.created(ChangeKind.USER_CREATED, null, admin.email(), admin.toJson())
                        .withContext(Json.object().put("firstStart", true)),
                Actor.system());
        return generated ? Optional.of(password) : Optional.empty();
    }

    /// The one place that shows a password, once, to whoever started the portal.
    @SuppressWarnings("SystemOut")
    private void announce(String password) {
        System.out.println("""

                ------------------------------------------------------------------------
                  First start. Sign in as   %s
                  with the password         %s
                  It is shown only now. Change it under Settings, Profile.

                  Credentials of the API client (for ./portolan import and scripts):
                  %s
                ------------------------------------------------------------------------
                """.formatted(preset.adminEmail(), password, clientFile.path()));
    }
}
