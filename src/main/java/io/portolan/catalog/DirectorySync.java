package io.portolan.catalog;

import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the entities of `_user` and `_team` in step with the users and teams of the settings, so that relations, rules
/// and pages can name people (dialect section 0, rule 8).
@Component
class DirectorySync implements ChangeConsumer {

    private static final List<String> KINDS = List.of("user", "team");

    private final EntityService entities;

    DirectorySync(EntityService entities) {
        this.entities = entities;
    }

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public boolean wants(Change change) {
        return KINDS.contains(change.kind().resourceType())
                && List.of("CREATE", "UPDATE", "DELETE").contains(change.kind().action());
    }

    /// One order for all, because a team names its members.
    @Override
    public String key(Change change) {
        return "directory";
    }

    @Override
    public void handle(Change change) {
        boolean user = change.kind().resourceType().equals("user");
        String blueprint = user ? "_user" : "_team";
        ObjectNode after = change.after();
        if (after == null) {
            if (entities.find(blueprint, change.identifier()).isPresent()) {
                entities.delete(blueprint, change.identifier(), false, null, Actor.system());
            }
            return;
        }
        entities.upsert(
                EntityDraft.of(blueprint, user ? user(change.identifier(), after) : team(change.identifier(), after)),
                WriteOptions.mergeUpsert().withCreateMissing(false),
                Actor.system());
    }

    private ObjectNode user(String email, ObjectNode user) {
        String name = (user.path("firstName").asString("") + " "
                        + user.path("lastName").asString(""))
                .strip();
        ObjectNode json = Json.object().put("identifier", email).put("title", name.isEmpty() ? email : name);
        ObjectNode properties = json.putObject("properties");
        properties.put("status", user.path("status").asString("Active"));
        String role = user.path("roles").path(0).path("name").asString("Member");
        boolean moderates = role.equals("Member")
                && entities.find("_user", email)
                        .map(known -> known.value("moderated_blueprints"))
                        .map(blueprints -> !blueprints.isEmpty())
                        .orElse(false);
        properties.put("port_role", moderates ? "Moderator" : role);
        properties.put("port_type", user.path("type").asString("Standard"));
        json.set("team", user.path("teams").isArray() ? user.path("teams") : Json.array());
        return json;
    }

    private ObjectNode team(String identifier, ObjectNode team) {
        ObjectNode json = Json.object()
                .put("identifier", identifier)
                .put("title", team.path("name").asString(identifier));
        ObjectNode properties = json.putObject("properties");
        properties.put("description", Json.text(team, "description"));
        properties.put("size", team.path("users").size());
        List<String> members = team.path("users").values().stream()
                .map(member -> member.asString(""))
                .filter(member -> entities.find("_user", member).isPresent())
                .toList();
        json.putObject("relations").set("members", Json.strings(members));
        return json;
    }
}
