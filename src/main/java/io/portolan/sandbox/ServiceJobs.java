package io.portolan.sandbox;

import io.portolan.sandbox.Jobs.Result;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the platform does with services. They are make-believe: what a job changes is the service's entity.
final class ServiceJobs {

    private static final String SERVICE = "Service";
    private static final String REPOSITORIES = "https://git.example.com/shop/";
    private static final int MOST_REPLICAS = 50;

    private final PortalClient portal;
    private final Clock clock;

    ServiceJobs(PortalClient portal, Clock clock) {
        this.portal = portal;
        this.clock = clock;
    }

    Jobs.Family family() {
        return new Jobs.Family(
                "service",
                EnvironmentDatabases.NAME,
                Map.of(
                        "/services/scaffold", this::scaffold,
                        "/services/deploy", this::deploy,
                        "/services/revert", this::revert,
                        "/services/lock", this::lock,
                        "/services/scale", this::scale,
                        "/services/flag", this::flag));
    }

    private Result scaffold(String run, String service, JsonNode message) {
        if (portal.entity(SERVICE, service) != null) {
            portal.log(run, service + " is there already; only what the form says changes");
        }
        portal.log(run, "Making the repository " + REPOSITORIES + service);
        ObjectNode entity = PortalClient.object().put("identifier", service);
        entity.put("title", message.path("title").asString(service));
        ObjectNode properties = entity.putObject("properties");
        properties.put("tier", message.path("tier").asString("internal"));
        properties.put("language", message.path("language").asString("Java"));
        properties.put("repository", REPOSITORIES + service);
        properties.put("version", "0.1.0");
        properties.put("replicas", 1);
        properties.put("readme", "# " + message.path("title").asString(service));
        String team = message.path("team").asString("");
        if (!team.isEmpty()) {
            entity.putArray("team").add(team);
        }
        portal.upsert(SERVICE, entity, run);
        portal.log(run, "Version 0.1.0 runs with one replica");
        return new Result(service + " is in the catalog", REPOSITORIES + service);
    }

    /// The version before is kept for a revert. A repeated message finds its version there and leaves that as it is.
    private Result deploy(String run, String service, JsonNode message) {
        JsonNode properties = unlocked(service);
        String version = required(message, "version");
        String before = properties.path("version").asString("");
        if (version.equals(before)) {
            portal.log(run, "Version " + version + " runs already");
            return new Result(service + " runs " + version + " already", release(properties, version));
        }
        for (String step : steps(message.path("strategy").asString("canary"))) {
            portal.log(run, step + " " + version);
        }
        runs(service, run, version, before.isEmpty() ? null : before);
        return new Result(service + " runs " + version, release(properties, version));
    }

    private static List<String> steps(String strategy) {
        return strategy.equals("blue-green")
                ? List.of(
                        "Beside the running version there is now",
                        "All traffic goes to",
                        "The other version is stopped; there is only")
                : List.of("10 % of the traffic goes to", "50 % of the traffic goes to", "All traffic goes to");
    }

    /// Goes to the version that the message names, so that a repeated message does not go there and back.
    private Result revert(String run, String service, JsonNode message) {
        JsonNode properties = unlocked(service);
        String version = message.path("to").asString("");
        if (version.isEmpty()) {
            throw new IllegalArgumentException(service + " has no version before this one");
        }
        String left = message.path("from").asString("");
        portal.log(run, "Going back from " + left + " to " + version);
        runs(service, run, version, null);
        portal.log(run, "All traffic goes to " + version);
        return new Result(service + " runs " + version + " again", release(properties, version));
    }

    private Result lock(String run, String service, JsonNode message) {
        known(service);
        boolean locked = message.path("locked").asBoolean(true);
        portal.log(
                run,
                (locked ? "Locked: " : "Unlocked: ") + message.path("reason").asString(""));
        change(service, run, changed -> changed.put("locked", locked));
        return new Result(locked ? "Nobody deploys " + service : service + " may be deployed again", null);
    }

    private Result scale(String run, String service, JsonNode message) {
        int before = known(service).path("replicas").asInt(0);
        int replicas = message.path("replicas").asInt(-1);
        if (replicas < 0 || replicas > MOST_REPLICAS) {
            throw new IllegalArgumentException("The number of pods must be from 0 to " + MOST_REPLICAS);
        }
        portal.log(run, "From " + before + " to " + replicas + " pods");
        change(service, run, changed -> changed.put("replicas", replicas));
        portal.log(run, "All pods are ready");
        return new Result(service + " runs with " + replicas + " pods", null);
    }

    private Result flag(String run, String service, JsonNode message) {
        String flag = required(message, "flag");
        boolean on = message.path("on").asBoolean(false);
        TreeSet<String> flags = new TreeSet<>();
        known(service).path("flags").forEach(each -> flags.add(each.asString("")));
        if (on) {
            flags.add(flag);
        } else {
            flags.remove(flag);
        }
        change(service, run, changed -> flags.forEach(changed.putArray("flags")::add));
        portal.log(run, "On now: " + (flags.isEmpty() ? "none" : String.join(", ", flags)));
        return new Result(flag + " is " + (on ? "on" : "off"), null);
    }

    private JsonNode known(String service) {
        JsonNode entity = portal.entity(SERVICE, service);
        if (entity == null) {
            throw new IllegalArgumentException("There is no service \"" + service + "\"");
        }
        return entity.path("properties");
    }

    private JsonNode unlocked(String service) {
        JsonNode properties = known(service);
        if (properties.path("locked").asBoolean(false)) {
            throw new IllegalStateException(service + " is locked. Unlock its deployments first.");
        }
        return properties;
    }

    private void change(String service, String run, Consumer<ObjectNode> change) {
        portal.change(SERVICE, service, run, change);
    }

    private void runs(String service, String run, String version, @Nullable String before) {
        change(service, run, changed -> {
            changed.put("version", version);
            changed.put("previousVersion", before);
            changed.put(
                    "released", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        });
    }

    private static String required(JsonNode message, String key) {
        String text = message.path(key).asString("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The message says nothing about " + key);
        }
        return text;
    }

    private static @Nullable String release(JsonNode properties, String version) {
        String repository = properties.path("repository").asString("");
        return repository.isEmpty() ? null : repository + "/releases/" + version;
    }
}
