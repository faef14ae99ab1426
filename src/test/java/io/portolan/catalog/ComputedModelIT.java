package io.portolan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Whatever is edited in whatever order, the computed values are in the end those that a model in memory has, and
/// computing everything anew changes nothing. The seeds are fixed: a failure repeats.
@PortalTest
class ComputedModelIT {

    private static final int EDITS = 120;

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    BlueprintService blueprints;

    @Autowired
    EntityRows rows;

    @Autowired
    ComputedValues values;

    @Autowired
    TransactionTemplate transactions;

    private String team = "";
    private String system = "";
    private String service = "";

    /// What a system is in the model.
    private static final class ModelSystem {
        private @Nullable Integer budget;
        private @Nullable String owner;
    }

    /// What a service is in the model.
    private static final class ModelService {
        private @Nullable Integer bugs;
        private @Nullable String system;
    }

    private final Map<String, Integer> teams = new TreeMap<>();
    private final Map<String, ModelSystem> systems = new TreeMap<>();
    private final Map<String, ModelService> services = new TreeMap<>();

    private void define() {
        team = Names.unique("team");
        system = Names.unique("system");
        service = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Team", "schema": {"properties": {"size": {"type": "number"}}}}""".formatted(team)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "System", "schema": {"properties": {"budget": {"type": "number"}}},
                 "relations": {"owner": {"target": "%s", "required": false, "many": false}},
                 "mirrorProperties": {"size": {"path": "owner.size"}},
                 "calculationProperties": {"each": {"type": "number", "calculation": "(.properties.budget // 0) * (.properties.size // 1)"}}}""".formatted(system, team)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Service", "schema": {"properties": {"bugs": {"type": "number"}}},
                 "relations": {"system": {"target": "%s", "required": false, "many": false}},
                 "mirrorProperties": {"each": {"path": "system.each"}, "size": {"path": "system.owner.size"}},
                 "calculationProperties": {"risk": {"type": "number", "calculation": "(.properties.bugs // 0) + (.properties.each // 0)"}}}""".formatted(service, system)).expect(201);
        api.patch("/v1/blueprints/" + system, """
                {"aggregationProperties": {
                    "services": {"title": "Services", "type": "number", "target": "%1$s", "calculationSpec": {"calculationBy": "entities", "func": "count"}},
                    "bugs": {"title": "Bugs", "type": "number", "target": "%1$s", "calculationSpec": {"calculationBy": "property", "func": "sum", "property": "bugs"}},
                    "buggy": {"title": "Buggy", "type": "number", "target": "%1$s", "calculationSpec": {"calculationBy": "entities", "func": "count"},
                              "query": {"combinator": "and", "rules": [{"property": "bugs", "operator": ">", "value": 5}]}}}}""".formatted(service)).expect(200);
        api.patch("/v1/blueprints/" + team, """
                {"aggregationProperties": {
                    "bugs": {"title": "Bugs", "type": "number", "target": "%1$s", "calculationSpec": {"calculationBy": "property", "func": "sum", "property": "bugs"}}}}""".formatted(service)).expect(200);
        dispatcher.drain();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomEditsLeaveWhatAModelSays(long seed) {
        define();
        Random random = new Random(seed);
        for (int i = 0; i < EDITS; i++) {
            edit(random);
            if (i % 30 == 29) {
                dispatcher.drain();
                compare();
            }
        }
        recomputingChangesNothing();
    }

    private void edit(Random random) {
        int choice = random.nextInt(10);
        if (choice == 0) {
            String name = "t" + random.nextInt(4);
            int size = random.nextInt(9) + 1;
            teams.put(name, size);
            put(team, name, "\"properties\": {\"size\": " + size + "}");
        } else if (choice <= 3) {
            String name = "s" + random.nextInt(6);
            ModelSystem it = systems.computeIfAbsent(name, key -> new ModelSystem());
            it.budget = random.nextBoolean() ? null : random.nextInt(100);
            it.owner = pick(random, teams.keySet());
            put(
                    system,
                    name,
                    "\"properties\": {\"budget\": " + it.budget + "}, \"relations\": {\"owner\": " + quoted(it.owner)
                            + "}");
        } else if (choice <= 7) {
            String name = "v" + random.nextInt(20);
            ModelService it = services.computeIfAbsent(name, key -> new ModelService());
            it.bugs = random.nextInt(5) == 0 ? null : random.nextInt(10);
            it.system = pick(random, systems.keySet());
            put(
                    service,
                    name,
                    "\"properties\": {\"bugs\": " + it.bugs + "}, \"relations\": {\"system\": " + quoted(it.system)
                            + "}");
        } else if (choice == 8 && !services.isEmpty()) {
            String name = pickOne(random, services.keySet());
            services.remove(name);
            api.delete("/v1/blueprints/" + service + "/entities/" + name).expect(200);
        } else if (!systems.isEmpty()) {
            String name = pickOne(random, systems.keySet());
            systems.remove(name);
            services.values().stream().filter(each -> name.equals(each.system)).forEach(each -> each.system = null);
            api.delete("/v1/blueprints/" + system + "/entities/" + name).expect(200);
        }
    }

    private static String quoted(@Nullable String name) {
        return name == null ? "null" : "\"" + name + "\"";
    }

    private static @Nullable String pick(Random random, java.util.Collection<String> names) {
        return names.isEmpty() || random.nextInt(4) == 0 ? null : pickOne(random, names);
    }

    private static String pickOne(Random random, java.util.Collection<String> names) {
        return new ArrayList<>(names).get(random.nextInt(names.size()));
    }

    private void put(String blueprint, String identifier, String rest) {
        api.post(
                        "/v1/blueprints/" + blueprint + "/entities?upsert=true&merge=true",
                        "{\"identifier\": \"" + identifier + "\", " + rest + "}")
                .expect(201);
    }

    private Map<String, JsonNode> stored(String blueprint) {
        Map<String, JsonNode> stored = new LinkedHashMap<>();
        api.get("/v1/blueprints/" + blueprint + "/entities")
                .expect(200)
                .body()
                .path("entities")
                .forEach(entity -> stored.put(entity.path("identifier").asString(), entity.path("properties")));
        return stored;
    }

    private void compare() {
        Map<String, JsonNode> storedSystems = stored(system);
        assertThat(storedSystems.keySet()).isEqualTo(systems.keySet());
        systems.forEach((name, it) -> {
            JsonNode found = storedSystems.get(name);
            List<ModelService> mine = services.values().stream()
                    .filter(each -> name.equals(each.system))
                    .toList();
            Integer size = it.owner == null ? null : teams.get(it.owner);
            assertThat(number(found, "size")).as(name + ".size").isEqualTo(size);
            assertThat(number(found, "each")).as(name + ".each").isEqualTo(each(it));
            assertThat(number(found, "services")).as(name + ".services").isEqualTo(mine.size());
            assertThat(number(found, "buggy")).as(name + ".buggy").isEqualTo((int) mine.stream()
                    .filter(each -> each.bugs != null && each.bugs > 5)
                    .count());
            Integer sum = number(found, "bugs");
            assertThat(sum == null ? 0 : sum).as(name + ".bugs").isEqualTo(bugs(mine));
        });
        Map<String, JsonNode> storedServices = stored(service);
        services.forEach((name, it) -> {
            ModelSystem of = it.system == null ? null : systems.get(it.system);
            int each = of == null ? 0 : each(of);
            assertThat(number(storedServices.get(name), "each"))
                    .as(name + ".each")
                    .isEqualTo(of == null ? null : each);
            assertThat(number(storedServices.get(name), "size"))
                    .as(name + ".size")
                    .isEqualTo(of == null || of.owner == null ? null : teams.get(of.owner));
            assertThat(number(storedServices.get(name), "risk"))
                    .as(name + ".risk")
                    .isEqualTo((it.bugs == null ? 0 : it.bugs) + each);
        });
        Map<String, JsonNode> storedTeams = stored(team);
        teams.keySet().forEach(name -> {
            List<ModelService> mine = services.values().stream()
                    .filter(each -> each.system != null
                            && systems.containsKey(each.system)
                            && name.equals(systems.get(each.system).owner))
                    .toList();
            Integer sum = number(storedTeams.get(name), "bugs");
            assertThat(sum == null ? 0 : sum).as(name + ".bugs").isEqualTo(bugs(mine));
        });
    }

    private int each(ModelSystem it) {
        Integer size = it.owner == null ? null : teams.get(it.owner);
        return (it.budget == null ? 0 : it.budget) * (size == null ? 1 : size);
    }

    private static int bugs(List<ModelService> services) {
        return services.stream()
                .mapToInt(each -> each.bugs == null ? 0 : each.bugs)
                .sum();
    }

    private static @Nullable Integer number(@Nullable JsonNode properties, String name) {
        return properties != null && properties.hasNonNull(name)
                ? properties.path(name).asInt()
                : null;
    }

    private void recomputingChangesNothing() {
        List<Blueprint> model = blueprints.all();
        for (String name : List.of(team, system, service)) {
            List<ComputedValues.Refreshed> changed = transactions.execute(
                    status -> values.refresh(blueprints.require(name), rows.after(name, 0, 1000), model));
            assertThat(changed).as(name).isEmpty();
        }
    }
}
