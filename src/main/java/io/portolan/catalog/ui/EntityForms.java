package io.portolan.catalog.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.ui.Texts;
import io.portolan.ui.form.EntityScope;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Limits;
import io.portolan.ui.form.FieldSpecs;
import io.portolan.ui.form.Pickers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;

/// The fields of an entity's form, made from its blueprint.
final class EntityForms {

    private EntityForms() {}

    /// Identifier (for new entities), title and teams.
    static List<FieldSpec> head(boolean isNew, Pickers pickers) {
        List<FieldSpec> specs = new ArrayList<>();
        specs.add(FieldSpec.of("title", Texts.get("catalog.title"), Kind.STRING));
        if (isNew) {
            specs.add(FieldSpec.of("identifier", Texts.get("catalog.identifier"), Kind.STRING)
                    .withDescription(Texts.get("catalog.identifier.hint"))
                    .withLimits(new Limits(null, 1000.0, FieldSpec.IDENTIFIER, null, null)));
        }
        specs.add(FieldSpec.of("team", Texts.get("catalog.team"), Kind.TEAM)
                .asMany(true)
                .withPicker(pickers.teams()));
        return specs;
    }

    /// Own properties in their order.
    static List<FieldSpec> properties(Blueprint blueprint, Pickers pickers) {
        return blueprint.properties().values().stream()
                .map(property -> FieldSpecs.property(
                        property.identifier(),
                        property.json(),
                        blueprint.required().contains(property.identifier()),
                        pickers))
                .toList();
    }

    /// One picker per relation.
    static List<FieldSpec> relations(Blueprint blueprint, Pickers pickers) {
        return blueprint.relations().values().stream()
                .map(relation -> relation(relation, pickers))
                .toList();
    }

    /// What people call a part of an entity's document.
    ///
    /// @param pointer `/title`, `/properties/<identifier>` …
    static String name(Blueprint blueprint, String pointer) {
        JsonPointer place = JsonPointer.compile(pointer);
        String key = place.last().getMatchingProperty();
        if (pointer.startsWith("/properties/")) {
            PropertyDefinition property = blueprint.properties().get(key);
            return property == null ? key : property.title();
        }
        if (pointer.startsWith("/relations/")) {
            RelationDefinition relation = blueprint.relations().get(key);
            return relation == null ? key : relation.title();
        }
        return Texts.get("catalog." + key);
    }

    private static FieldSpec relation(RelationDefinition relation, Pickers pickers) {
        return FieldSpec.of(relation.identifier(), relation.title(), Kind.ENTITY)
                .withDescription(relation.description())
                .asMany(relation.many())
                .asRequired(relation.required())
                .withPicker(pickers.entities().apply(EntityScope.of(relation.target())));
    }
}
