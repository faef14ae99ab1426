package io.portolan.access.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.access.Team;
import io.portolan.access.TeamDraft;
import io.portolan.access.TeamService;
import io.portolan.access.UserService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Teams. One team is answered with its members as objects, everything else with plain addresses: so do Port's clients
/// expect it.
@RestController
@RequestMapping("/v1/teams")
class TeamController {

    private final TeamService teams;
    private final UserService users;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    TeamController(TeamService teams, UserService users, CurrentActor currentActor, Permissions permissions) {
        this.teams = teams;
        this.users = users;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    @GetMapping
    ObjectNode list() {
        permissions.require(currentActor.require(), Permission.READ_CATALOG);
        ArrayNode list = Json.array();
        teams.all().forEach(team -> list.add(team.toJson()));
        return Json.ok("teams", list);
    }

    @PostMapping
    ObjectNode create(@RequestBody ObjectNode body) {
        Actor actor = admin();
        return Json.ok("team", teams.create(TeamDraft.whole(body), actor).toJson());
    }

    @GetMapping("/{name}")
    ObjectNode get(@PathVariable String name) {
        permissions.require(currentActor.require(), Permission.READ_CATALOG);
        Team team = teams.require(name);
        ArrayNode members = Json.array();
        for (String email : team.members()) {
            users.find(email)
                    .ifPresent(user -> members.add(Json.object()
                            .put("email", user.email())
                            .put("firstName", user.firstName())
                            .put("lastName", user.lastName())
                            .put("status", user.status().wireName())));
        }
        return Json.ok("team", team.toJson().set("users", members));
    }

    @PutMapping("/{name}")
    ObjectNode put(@PathVariable String name, @RequestBody ObjectNode body) {
        Actor actor = admin();
        return Json.ok(
                "team", teams.update(name, TeamDraft.whole(body), true, actor).toJson());
    }

    @PatchMapping("/{name}")
    ObjectNode patch(@PathVariable String name, @RequestBody ObjectNode body) {
        Actor actor = admin();
        return Json.ok(
                "team",
                teams.update(name, TeamDraft.partial(body), false, actor).toJson());
    }

    @DeleteMapping("/{name}")
    ObjectNode delete(@PathVariable String name) {
        teams.delete(name, admin());
        return Json.ok();
    }

    private Actor admin() {
        Actor actor = currentActor.require();
        permissions.require(actor, Permission.MANAGE_ACCESS);
        return actor;
    }
}
