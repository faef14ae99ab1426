package io.portolan.access;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The clients of the API and their secrets. Secrets are kept sealed rather than hashed, because webhooks are signed
/// with
/// the secret of the organisation's own client.
@Service
public class ApiCredentials {

    private static final String PURPOSE = "client secret ";
    private static final String KIND = "API client";
    private static final int ID_LENGTH = 32;
    private static final int SECRET_LENGTH = 64;

    private final ApiClientRows clients;
    private final SecretBox box;
    private final AccessTokens tokens;
    private final ClientFile file;
    private final ChangeLog changes;
    private final Clock clock;

    ApiCredentials(
            ApiClientRows clients,
            SecretBox box,
            AccessTokens tokens,
            ClientFile file,
            ChangeLog changes,
            Clock clock) {
        this.clients = clients;
        this.box = box;
        this.tokens = tokens;
        this.file = file;
        this.changes = changes;
        this.clock = clock;
    }

    /// All clients, the organisation's own first.
    public List<ApiClient> all() {
        return clients.all();
    }

    /// The organisation's own client.
    public ApiClient organization() {
        return clients.organization()
                .orElseThrow(() -> new IllegalStateException("The organisation has no API client yet"));
    }

    /// The secret of the organisation's own client: signs webhooks and encrypts secret inputs (dialect section 5.3).
    public String signingSecret() {
        return secretOf(organization().clientId());
    }

    /// A fresh access token. Throws [PortalException.Unauthorized] when id and secret do not belong together.
    public String accessToken(String clientId, String clientSecret) {
        String sealed = clients.sealedSecret(clientId).orElse(null);
        String expected = sealed == null ? "" : box.open(PURPOSE + clientId, sealed);
        boolean right = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), clientSecret.getBytes(StandardCharsets.UTF_8));
        if (sealed == null || !right) {
            throw new PortalException.Unauthorized(
                    "invalid_credentials", "The client id and the client secret do not belong together");
        }
        return tokens.issue(clientId);
    }

    /// The client behind a token that was issued at that time, unless the client is gone or its secret was changed
    /// since.
    public Optional<ApiClient> clientOfToken(String clientId, Instant issuedAt) {
        return clients.recent(clientId).filter(client -> !issuedAt.isBefore(client.tokensValidFrom()));
    }

    @Transactional
    public NewCredentials create(String name, Role role, Actor actor) {
        if (name.isBlank()) {
            throw new PortalException.Invalid("/name", "must not be empty");
        }
        String id = Ids.secret(ID_LENGTH);
        return insert(
                new ApiClient(id, name.strip(), role, false, now(), now(), null), Ids.secret(SECRET_LENGTH), actor);
    }

    /// New credentials with the rights of a person or service account; those from before end at once.
    @Transactional
    public NewCredentials issueFor(String email, Actor actor) {
        Optional<ApiClient> known = clients.ofUser(email);
        if (known.isPresent()) {
            return rotate(known.get().clientId(), actor);
        }
        ApiClient client = new ApiClient(Ids.secret(ID_LENGTH), email, Role.MEMBER, false, now(), now(), email);
        return insert(client, Ids.secret(SECRET_LENGTH), actor);
    }

    /// Gives the client a new secret; the old one and all tokens got with it end at once.
    @Transactional
    public NewCredentials rotate(String clientId, Actor actor) {
        ApiClient client = require(clientId);
        NewCredentials fresh = new NewCredentials(clientId, Ids.secret(SECRET_LENGTH));
        clients.setSecret(clientId, box.seal(PURPOSE + clientId, fresh.clientSecret()), now());
        clients.forget();
        if (client.organization()) {
            file.write(fresh);
        }
        changes.append(
                NewChange.updated(ChangeKind.CREDENTIAL_UPDATED, null, clientId, client.toJson(), client.toJson())
                        .withContext(io.portolan.kernel.Json.object().put("secret", "rotated")),
                actor);
        return fresh;
    }

    /// Throws [PortalException.Conflict] for the organisation's own client.
    @Transactional
    public void delete(String clientId, Actor actor) {
        ApiClient client = require(clientId);
        if (client.organization()) {
            throw new PortalException.Conflict(
                    "organization_client",
                    "The organisation's own client signs webhooks and cannot be deleted. Rotate its secret instead.");
        }
        clients.delete(clientId);
        clients.forget();
        changes.append(NewChange.deleted(ChangeKind.CREDENTIAL_DELETED, null, clientId, client.toJson()), actor);
    }

    /// The organisation's own client at the first start.
    NewCredentials createOrganization(NewCredentials credentials, Actor actor) {
        NewCredentials made = insert(
                new ApiClient(credentials.clientId(), "Organisation", Role.ADMIN, true, now(), now(), null),
                credentials.clientSecret(),
                actor);
        file.write(made);
        return made;
    }

    boolean hasOrganization() {
        return clients.organization().isPresent();
    }

    private NewCredentials insert(ApiClient client, String secret, Actor actor) {
        clients.insert(client, box.seal(PURPOSE + client.clientId(), secret), actor.id());
        changes.append(
                NewChange.created(ChangeKind.CREDENTIAL_CREATED, null, client.clientId(), client.toJson()), actor);
        return new NewCredentials(client.clientId(), secret);
    }

    private ApiClient require(String clientId) {
        return clients.find(clientId).orElseThrow(() -> new PortalException.NotFound(KIND, clientId));
    }

    private String secretOf(String clientId) {
        String sealed = clients.sealedSecret(clientId).orElseThrow(() -> new PortalException.NotFound(KIND, clientId));
        return box.open(PURPOSE + clientId, sealed);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
