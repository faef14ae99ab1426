package io.portolan.access.rest;

import io.portolan.access.AccessTokens;
import io.portolan.access.ApiCredentials;
import io.portolan.access.CurrentActor;
import io.portolan.access.NewCredentials;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.access.SignInLog;
import io.portolan.access.SignInThrottle;
import io.portolan.access.UserService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// Access tokens, and what the caller may do.
@RestController
class AuthController {

    private final ApiCredentials credentials;
    private final SignInThrottle throttle;
    private final SignInLog signIns;
    private final CurrentActor currentActor;
    private final UserService users;
    private final Permissions permissions;

    AuthController(
            ApiCredentials credentials,
            SignInThrottle throttle,
            SignInLog signIns,
            CurrentActor currentActor,
            UserService users,
            Permissions permissions) {
        this.credentials = credentials;
        this.throttle = throttle;
        this.signIns = signIns;
        this.currentActor = currentActor;
        this.users = users;
        this.permissions = permissions;
    }

    @PostMapping("/v1/auth/access_token")
    ObjectNode accessToken(@RequestBody ObjectNode body, HttpServletRequest request) {
        List<Violation> violations = new ArrayList<>();
        String clientId = required(body, "clientId", violations);
        String clientSecret = required(body, "clientSecret", violations);
        PortalException.throwIfAny(violations);
        String address = request.getRemoteAddr();
        throttle.attempt(address, clientId);
        String token;
        try {
            token = credentials.accessToken(clientId, clientSecret);
        } catch (PortalException.Unauthorized e) {
            signIns.refused(clientId, address, Origin.API);
            throw e;
        }
        throttle.succeeded(address, clientId);
        return Json.object()
                .put("ok", true)
                .put("accessToken", token)
                .put("expiresIn", AccessTokens.LIFE.toSeconds())
                .put("tokenType", "Bearer");
    }

    /// New credentials of a person or service account, shown this once; people rotate their own, administrators
    /// all.
    @PostMapping("/v1/rotate-credentials/{email}")
    ObjectNode rotate(@PathVariable String email) {
        Actor actor = currentActor.require();
        if (!actor.id().equalsIgnoreCase(email)) {
            permissions.require(actor, Permission.MANAGE_ACCESS);
        }
        users.require(email);
        NewCredentials fresh = credentials.issueFor(email, actor);
        return Json.ok(
                "credentials",
                Json.object().put("clientId", fresh.clientId()).put("clientSecret", fresh.clientSecret()));
    }

    @GetMapping("/v1/auth/permissions")
    ObjectNode permissions() {
        Actor actor = currentActor.require();
        return Json.ok(
                "permissions",
                Json.strings(Arrays.stream(Permission.values())
                        .filter(permission -> permissions.allows(actor, permission))
                        .map(Permission::wireName)
                        .toList()));
    }

    private static String required(ObjectNode body, String key, List<Violation> violations) {
        String text = Json.text(body, key);
        if (text == null) {
            violations.add(
                    body.has(key)
                            ? Violation.at("/" + key, "must be string")
                            : Violation.at("", "must have required property '" + key + "'"));
        }
        return text == null ? "" : text;
    }
}
