package io.portolan.blueprint.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.ui.BlueprintDraft.Section;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.form.FieldSpec.Option;
import io.portolan.ui.form.JsonForm;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What the forms of mirrors, aggregations and owners offer of the model, and what they leave as it is.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class ComputedFormsViewTest extends SpringBrowserlessTest {

    @Autowired
    private Api api;

    @Autowired
    private BlueprintService blueprints;

    private final String tribe = Names.unique("tribe");
    private final String squad = Names.unique("squad");
    private final String service = Names.unique("service");

    @BeforeEach
    void servicesOfSquadsOfTribes() {
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Tribe","ownership":{"type":"Direct"},
                 "schema":{"properties":{"chat":{"title":"Chat","type":"string"}},"required":[]}}
                """.formatted(tribe)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Squad","schema":{"properties":{},"required":[]},
                 "relations":{"tribe":{"title":"Tribe","target":"%s","many":false,"required":false},
                   "helps":{"title":"Helps","target":"%2$s","many":true,"required":false}}}
                """.formatted(squad, tribe)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","schema":{"properties":{"size":{"title":"Size","type":"number"},
                   "name":{"title":"Name","type":"string"},
                   "released":{"title":"Released","type":"string","format":"date-time"}},"required":[]},
                 "relations":{"squad":{"title":"Squad","target":"%s","many":false,"required":false}}}
                """.formatted(service, squad)).expect(201);
    }

    @Test
    void mirrorsAndOwnersAreChosenFromWhatIsRelated() {
        ModelChoices choices = choices(service);
        assertThat(labels(choices.values()))
                .contains(
                        "Squad › Title (squad.$title)",
                        "Squad › Tribe › Chat (squad.tribe.chat)",
                        "Squad › Helps › Chat (squad.helps.chat)")
                .noneMatch(label -> label.contains("Size"));
        assertThat(labels(choices.owners())).containsExactly("Squad › Tribe (squad.tribe)");
    }

    @Test
    void anAggregationAsksForWhatItsFunctionNeeds() {
        JsonForm form = form(squad);
        write(form, "target", service);
        write(form, "calculationBy", "entities");
        assertThat(offered(form, "func")).containsExactly("Count", "Average");
        assertThat(form.shows("property")).isFalse();
        assertThat(form.shows("averageOf")).isFalse();
        write(form, "func", "average");
        assertThat(form.shows("averageOf")).isTrue();
        assertThat(offered(form, "measureTimeBy"))
                .containsExactly("Created ($createdAt)", "Updated ($updatedAt)", "Released (released)");
        write(form, "calculationBy", "property");
        assertThat(offered(form, "property")).containsExactly("Size (size)");
        assertThat(offered(form, "func")).containsExactly("Sum", "Average", "Smallest", "Largest", "Median");
        write(form, "property", "size");
        write(form, "func", "sum");
        assertThat(offered(form, "pathFilter")).containsExactly("Service › Squad");
        form.field("pathFilter")
                .orElseThrow()
                .write(Json.parse("{\"path\":[\"squad\"],\"fromBlueprint\":\"" + service + "\"}"));

        assertThat(BlueprintForms.fromForm(Section.AGGREGATIONS, form.valueWithNulls(), Json.object()))
                .isEqualTo(Json.parse("""
                        {"target":"%1$s","calculationSpec":{"calculationBy":"property","func":"sum","property":"size"},
                         "pathFilter":[{"path":["squad"],"fromBlueprint":"%1$s"}]}""".formatted(service)));
    }

    @Test
    void whatTheFormHasNoChoiceForStaysAsItIs() {
        ObjectNode definition = Json.parseObject("""
                {"title":"All","target":"%s","calculationSpec":{"calculationBy":"entities","func":"count"},
                 "query":{"combinator":"and","rules":[]},"icon":"Star",
                 "pathFilter":[{"path":["helps","$team","parent"]}]}""".formatted(service));
        JsonForm form = new JsonForm(BlueprintForms.of(Section.AGGREGATIONS, choices(squad)));
        form.setValue(BlueprintForms.toForm(Section.AGGREGATIONS, "all", definition));
        BlueprintForms.link(form, choices(squad));
        assertThat(offered(form, "func")).containsExactly("Count", "Average");
        assertThat(BlueprintForms.fromForm(Section.AGGREGATIONS, form.valueWithNulls(), definition))
                .isEqualTo(definition);
    }

    private JsonForm form(String kind) {
        ModelChoices choices = choices(kind);
        JsonForm form = new JsonForm(BlueprintForms.of(Section.AGGREGATIONS, choices));
        BlueprintForms.link(form, choices);
        return form;
    }

    private ModelChoices choices(String kind) {
        return new ModelChoices(blueprints.all(), () -> blueprints.require(kind).definition());
    }

    private static void write(JsonForm form, String field, String value) {
        form.field(field).orElseThrow().write(StringNode.valueOf(value));
    }

    private static List<String> offered(JsonForm form, String field) {
        return labels(form.field(field).orElseThrow().spec().options());
    }

    private static List<String> labels(List<Option> options) {
        return options.stream().map(Option::label).toList();
    }
}
