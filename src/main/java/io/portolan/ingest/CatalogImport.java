package io.portolan.ingest;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.EntityDraft;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.WriteOptions;
import io.portolan.catalog.WriteResult;
import io.portolan.kernel.Actor;
import io.portolan.kernel.DefinitionImporter;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Imports files as a whole: either everything in them is in the portal afterwards, or nothing has changed.
///
/// Blueprints come first, then entities, then what the other rooms import, whatever the order in the files; so
/// definitions may refer to each other freely, in circles too. What is there already is changed to what the files
/// say: definitions are replaced, entities keep the values that the files do not mention.
@Service
public class CatalogImport {

    private final BlueprintService blueprints;
    private final EntityService entities;
    private final ObjectProvider<DefinitionImporter> importers;
    private final Permissions permissions;

    CatalogImport(
            BlueprintService blueprints,
            EntityService entities,
            ObjectProvider<DefinitionImporter> importers,
            Permissions permissions) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.importers = importers;
        this.permissions = permissions;
    }

    /// Imports all files or nothing. Throws [PortalException.Malformed] for a text that cannot be read (with
    /// `file`, `line`, `column` and `cause`, which is `typographic_quotes` where [TypographicQuotes#straighten]
    /// helps), and [PortalException.Invalid] for its content, with pointers such as
    /// `catalog.json#/entities/3/relations/owner`.
    @Transactional
    public ImportReport run(List<ImportFile> files, Actor actor) {
        permissions.require(actor, Permission.IMPORT);
        Map<String, DefinitionImporter> rooms = importers
                .orderedStream()
                .collect(Collectors.toMap(
                        DefinitionImporter::section, room -> room, (first, second) -> first, LinkedHashMap::new));
        Set<String> sections = new LinkedHashSet<>(rooms.keySet());
        sections.add(ImportReader.BLUEPRINTS);
        sections.add(ImportReader.ENTITIES);
        Map<String, List<Definition>> found = new ImportReader(sections).read(files);
        if (found.isEmpty()) {
            throw new PortalException.Invalid("/files", "hold nothing to import");
        }
        Map<String, ImportReport.Counts> counts = new LinkedHashMap<>();
        List<Definition> models = found.getOrDefault(ImportReader.BLUEPRINTS, List.of());
        if (!models.isEmpty()) {
            counts.put(ImportReader.BLUEPRINTS, located(models, () -> importBlueprints(models, actor)));
        }
        List<Definition> drafts = found.getOrDefault(ImportReader.ENTITIES, List.of());
        if (!drafts.isEmpty()) {
            counts.put(ImportReader.ENTITIES, located(drafts, () -> importEntities(drafts, actor)));
        }
        rooms.forEach((section, room) -> {
            List<Definition> definitions = found.getOrDefault(section, List.of());
            if (!definitions.isEmpty()) {
                int changed = located(definitions, () -> room.importAll(json(definitions), actor));
                counts.put(section, new ImportReport.Counts(definitions.size(), 0, changed));
            }
        });
        return new ImportReport(counts);
    }

    private ImportReport.Counts importBlueprints(List<Definition> definitions, Actor actor) {
        Map<String, ObjectNode> before =
                blueprints.all().stream().collect(Collectors.toMap(Blueprint::identifier, Blueprint::toJson));
        int created = 0;
        int changed = 0;
        for (Blueprint stored : blueprints.define(json(definitions), actor)) {
            ObjectNode old = before.get(stored.identifier());
            if (old == null) {
                created++;
            } else if (!old.equals(stored.toJson())) {
                changed++;
            }
        }
        return new ImportReport.Counts(definitions.size(), created, changed);
    }

    private ImportReport.Counts importEntities(List<Definition> definitions, Actor actor) {
        List<Violation> violations = new ArrayList<>();
        List<EntityDraft> drafts = new ArrayList<>();
        for (int i = 0; i < definitions.size(); i++) {
            ObjectNode json = definitions.get(i).json();
            String blueprint = Json.text(json, "blueprint");
            if (blueprint == null) {
                violations.add(Violation.at("/" + i + "/blueprint", "is required: the kind of the entity"));
            } else if (blueprints.find(blueprint).isEmpty()) {
                violations.add(Violation.at(
                        "/" + i + "/blueprint", "names a blueprint that does not exist", json.get("blueprint")));
            } else {
                drafts.add(EntityDraft.of(blueprint, json));
            }
        }
        PortalException.throwIfAny(violations);
        int created = 0;
        int changed = 0;
        for (WriteResult.Written written : entities.upsertAll(drafts, WriteOptions.mergeUpsert(), actor)) {
            if (written.created()) {
                created++;
            } else if (written.changed()) {
                changed++;
            }
        }
        return new ImportReport.Counts(definitions.size(), created, changed);
    }

    private static List<ObjectNode> json(List<Definition> definitions) {
        return definitions.stream().map(Definition::json).toList();
    }

    /// Turns pointers that begin with an index into places in the files.
    private static <T> T located(List<Definition> definitions, Supplier<T> work) {
        try {
            return work.get();
        } catch (PortalException.Invalid e) {
            throw new PortalException.Invalid(e.violations().stream()
                    .map(violation -> located(definitions, violation))
                    .toList());
        } catch (PortalException.NotFound e) {
            // A definition names something that is nowhere: the files are wrong, not the address of the call.
            throw new PortalException.Invalid("/files", "refer to something missing: " + e.reason());
        }
    }

    private static Violation located(List<Definition> definitions, Violation violation) {
        String[] parts = violation.pointer().split("/", 3);
        if (parts.length < 2 || !parts[1].matches("\\d{1,9}") || Integer.parseInt(parts[1]) >= definitions.size()) {
            return violation;
        }
        String rest = parts.length == 3 ? "/" + parts[2] : "";
        return definitions
                .get(Integer.parseInt(parts[1]))
                .locate(Violation.at(rest, violation.reason(), violation.value()));
    }
}
