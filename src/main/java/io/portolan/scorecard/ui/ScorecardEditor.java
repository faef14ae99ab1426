package io.portolan.scorecard.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import io.portolan.access.CurrentActor;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.scorecard.Scorecard;
import io.portolan.scorecard.ScorecardPreview;
import io.portolan.scorecard.ScorecardService;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.Crumb;
import io.portolan.ui.HasBreadcrumbs;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Making and changing a scorecard: a form for its rules and the JSON beside it, each following the other, and what
/// saving would do to the catalog.
@Route("scorecards/new")
@RouteAlias("scorecards/edit/:blueprint/:scorecard")
@RolesAllowed("ADMIN")
@CssImport("./scorecard/scorecard.css")
class ScorecardEditor extends Div implements BeforeEnterObserver, HasDynamicTitle, HasBreadcrumbs {

    private static final long serialVersionUID = 1L;

    private final transient ScorecardService scorecards;
    private final transient ScorecardPreview preview;
    private final transient BlueprintService blueprints;
    private final transient Actor viewer;
    private final ComboBox<Blueprint> kind = new ComboBox<>();
    private final TextField identifier = new TextField();
    private final TextField title = new TextField();
    private final Div rules = new Div();
    private final CodeEditor json = new CodeEditor(CodeEditor.Language.JSON);
    private final Paragraph problems = new Paragraph();
    private final Div impact = new Div();
    private transient ObjectNode document = Json.object();
    private transient @Nullable Scorecard edited;
    private boolean filling;

    ScorecardEditor(
            ScorecardService scorecards,
            ScorecardPreview preview,
            BlueprintService blueprints,
            CurrentActor currentActor) {
        this.scorecards = scorecards;
        this.preview = preview;
        this.blueprints = blueprints;
        this.viewer = currentActor.require();
        addClassName("pt-page");
        kind.setLabel(getTranslation("scorecard.form.blueprint"));
        kind.setItems(blueprints.all());
        kind.setItemLabelGenerator(Blueprint::title);
        kind.addValueChangeListener(event -> fill());
        identifier.setLabel(getTranslation("scorecard.form.identifier"));
        identifier.setHelperText(getTranslation("scorecard.form.identifier.help"));
        identifier.addValueChangeListener(event -> put("identifier", event.getValue()));
        title.setLabel(getTranslation("scorecard.form.title"));
        title.addValueChangeListener(event -> put("title", event.getValue()));
        json.setLabel(getTranslation("scorecard.form.json"));
        json.setMinLines(18);
        json.setWidthFull();
        json.addValueChangeListener(event -> fromJson(event.getValue()));
        rules.addClassName("sc-form");
        problems.addClassName("sc-problems");
        problems.getElement().setAttribute("role", "alert");
    }

    @Override
    public String getPageTitle() {
        Scorecard present = edited;
        return present == null
                ? getTranslation("scorecard.new")
                : getTranslation("scorecard.edit.title", present.title());
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("scorecard.title"), "scorecards"), Crumb.here(getPageTitle()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<String> name = event.getRouteParameters().get("scorecard");
        if (name.isPresent()) {
            Scorecard found = scorecards
                    .find(event.getRouteParameters().get("blueprint").orElse(""), name.get())
                    .orElseThrow(NotFoundException::new);
            edited = found;
            document = found.definition().deepCopy();
            kind.setValue(blueprints.require(found.blueprint()));
        } else {
            document = Json.object().put("identifier", "").put("title", "");
            document.putArray("rules");
            event.getLocation()
                    .getQueryParameters()
                    .getSingleParameter("blueprint")
                    .flatMap(blueprints::find)
                    .ifPresent(kind::setValue);
        }
        kind.setReadOnly(edited != null);
        identifier.setReadOnly(edited != null);
        build();
        fill();
    }

    private void build() {
        removeAll();
        Button check = new Button(getTranslation("scorecard.form.preview"), click -> check());
        Button save = new Button(getTranslation("scorecard.form.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        PageHeader header = new PageHeader(getPageTitle()).icon("award").actions(check, save);
        Div names = new Div(kind, identifier, title);
        names.addClassName("sc-form-row");
        Button more = new Button(getTranslation("scorecard.form.rule.add"), click -> addRule());
        Section form = new Section(names, new H2(getTranslation("scorecard.rules")), rules, more);
        form.addClassNames("pt-card", "sc-form");
        Section text = new Section(json);
        text.addClassName("pt-card");
        Div split = new Div(form, text);
        split.addClassName("sc-split");
        add(header, problems, impact, split);
    }

    private void fill() {
        filling = true;
        identifier.setValue(Objects.requireNonNullElse(Json.text(document, "identifier"), ""));
        title.setValue(Objects.requireNonNullElse(Json.text(document, "title"), ""));
        rules.removeAll();
        Blueprint blueprint = kind.getValue();
        if (blueprint != null && document.get("rules") instanceof ArrayNode array) {
            for (JsonNode node : array) {
                if (node instanceof ObjectNode rule) {
                    rules.add(new RuleRow(rule, levels(), blueprint, this::write, () -> {
                        removeRule(array, rule);
                        fill();
                    }));
                }
            }
        }
        json.setValue(Json.pretty(document));
        filling = false;
    }

    private static void removeRule(ArrayNode array, ObjectNode rule) {
        for (int i = array.size() - 1; i >= 0; i--) {
            if (array.get(i) == rule) {
                array.remove(i);
            }
        }
    }

    private List<String> levels() {
        JsonNode levels = document.path("levels");
        return !levels.isArray() || levels.isEmpty()
                ? List.of("Basic", "Bronze", "Silver", "Gold")
                : StreamSupport.stream(levels.spliterator(), false)
                        .map(level -> level.path("title").asString(""))
                        .toList();
    }

    private void addRule() {
        List<String> levels = levels();
        ArrayNode array = document.get("rules") instanceof ArrayNode present ? present : document.putArray("rules");
        ObjectNode rule = array.addObject();
        rule.put("identifier", "rule_" + array.size());
        rule.put("title", getTranslation("scorecard.form.rule.title") + " " + array.size());
        rule.put("level", levels.get(Math.min(1, levels.size() - 1)));
        ObjectNode query = rule.putObject("query").put("combinator", "and");
        query.putArray("conditions").addObject().put("property", "$team").put("operator", "isNotEmpty");
        fill();
    }

    private void put(String key, String value) {
        if (!filling) {
            document.put(key, value);
            write();
        }
    }

    private void write() {
        if (!filling) {
            filling = true;
            json.setValue(Json.pretty(document));
            filling = false;
        }
    }

    private void fromJson(String text) {
        if (filling) {
            return;
        }
        json.setMarks(List.of());
        try {
            document = Json.parseObject(text);
            problems.setText("");
            fill();
        } catch (PortalException.Malformed e) {
            json.mark(e);
            problems.setText(e.reason());
        } catch (PortalException.Invalid e) {
            problems.setText(e.reason());
        }
    }

    private boolean attempt(Runnable action) {
        problems.setText("");
        if (kind.getValue() == null) {
            kind.setInvalid(true);
            kind.focus();
            return false;
        }
        try {
            action.run();
            return true;
        } catch (PortalException.Invalid e) {
            problems.setText(e.violations().stream()
                    .map(violation -> violation.sentence())
                    .collect(Collectors.joining("; ")));
        } catch (PortalException e) {
            problems.setText(e.reason());
        }
        return false;
    }

    private void check() {
        attempt(() -> {
            impact.removeAll();
            impact.add(new ImpactPanel(
                    preview.of(scorecards.draft(kind.getValue().identifier(), document, viewer)),
                    kind.getValue().identifier()));
        });
    }

    private void save() {
        attempt(() -> {
            String blueprint = kind.getValue().identifier();
            Scorecard before = edited;
            Scorecard saved = before == null
                    ? scorecards.create(blueprint, document, viewer)
                    : scorecards.replace(blueprint, before.identifier(), document, viewer);
            Notices.success(getTranslation("scorecard.form.saved"));
            UI.getCurrent().navigate(ScorecardNavigation.scorecard(saved));
        });
    }
}
