package io.portolan.access.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Invitation;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.access.User;
import io.portolan.access.UserChange;
import io.portolan.access.UserService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The people of the portal.
@RestController
@RequestMapping("/v1/users")
class UserController {

    private final UserService users;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    UserController(UserService users, CurrentActor currentActor, Permissions permissions) {
        this.users = users;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @GetMapping
    ObjectNode list() {
        permissions.require(currentActor.require(), Permission.READ_CATALOG);
        ArrayNode list = Json.array();
        users.all().forEach(user -> list.add(user.toJson()));
        return Json.ok("users", list);
    }

    @PostMapping("/invite")
    ObjectNode invite(@RequestBody ObjectNode body) {
        Actor actor = admin();
        return Json.ok("user", users.invite(Invitation.of(body), actor).toJson());
    }

    @GetMapping("/{email}")
    ObjectNode get(@PathVariable String email) {
        permissions.require(currentActor.require(), Permission.READ_CATALOG);
        return Json.ok("user", users.require(email).toJson());
    }

    /// The answer carries the user both under `user` and, as the specification has it, at the top.
    @PatchMapping("/{email}")
    ObjectNode patch(@PathVariable String email, @RequestBody ObjectNode body) {
        Actor actor = admin();
        User user = users.update(email, UserChange.of(body), actor);
        return Json.ok().setAll(user.toJson()).set("user", user.toJson());
    }

    @DeleteMapping("/{email}")
    ObjectNode delete(@PathVariable String email) {
        users.delete(email, admin());
        return Json.ok();
    }

    private Actor admin() {
        Actor actor = currentActor.require();
        permissions.require(actor, Permission.MANAGE_ACCESS);
        return actor;
    }
}
