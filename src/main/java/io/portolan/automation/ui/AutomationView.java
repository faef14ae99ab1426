package io.portolan.automation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import io.portolan.access.CurrentActor;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.action.ActionVersions;
import io.portolan.action.RunService;
import io.portolan.action.ui.VersionsPanel;
import io.portolan.automation.AutomationService;
import io.portolan.automation.AutomationState;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.Crumb;
import io.portolan.ui.EmptyState;
import io.portolan.ui.HasBreadcrumbs;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import io.portolan.ui.StatusBadge;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One automation: its form and its JSON side by side, a trial on the past before it is saved, and what it did.
@Route("automations/:identifier")
@RolesAllowed("ADMIN")
@CssImport("./automation/automation.css")
class AutomationView extends Div implements BeforeEnterObserver, HasDynamicTitle, HasBreadcrumbs {

    private static final long serialVersionUID = 1L;
    private static final String NEW = "new";
    private static final int FIRINGS = 20;

    private final transient AutomationService automations;
    private final transient ActionService actions;
    private final transient RunService runs;
    private final transient ActionVersions versions;
    private final transient TriggerTexts texts;
    private final transient Actor viewer;
    private final TriggerForm form;
    private final CodeEditor json;
    private transient ObjectNode definition = Json.object();
    private @Nullable String identifier;
    private String title = "";
    private boolean showing;

    AutomationView(
            AutomationService automations,
            ActionService actions,
            RunService runs,
            ActionVersions versions,
            BlueprintService blueprints,
            TriggerTexts texts,
            CurrentActor currentActor) {
        this.automations = automations;
        this.actions = actions;
        this.runs = runs;
        this.versions = versions;
        this.texts = texts;
        this.viewer = currentActor.require();
        this.form = new TriggerForm(blueprints, actions, this::formChanged);
        this.json = new CodeEditor(getTranslation("automation.json"), CodeEditor.Language.JSON);
        json.setMinLines(18);
        json.addValueChangeListener(event -> jsonChanged());
        addClassName("pt-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        open(event.getRouteParameters().get("identifier").orElse(NEW));
    }

    private void open(String wanted) {
        removeAll();
        if (wanted.equals(NEW)) {
            identifier = null;
            title = getTranslation("automation.new");
            show(template());
            build(null);
            return;
        }
        try {
            AutomationState state = automations.require(wanted, FIRINGS, viewer);
            identifier = wanted;
            title = state.action().title();
            show(state.action().document().deepCopy());
            build(state);
        } catch (PortalException.NotFound e) {
            title = getTranslation("automation.title");
            add(new EmptyState("zap", getTranslation("automation.missing.title"), e.reason()));
        }
    }

    @Override
    public String getPageTitle() {
        return title;
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("automation.title"), "automations"), Crumb.here(title));
    }

    private void build(@Nullable AutomationState state) {
        Button save = new Button(getTranslation("ui.save"), event -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        PageHeader header = new PageHeader(title).icon("zap");
        if (state == null) {
            header.description(getTranslation("automation.new.description")).actions(save);
        } else {
            Button delete = new Button(getTranslation("ui.delete"), event -> delete());
            delete.addThemeVariants(ButtonVariant.TERTIARY);
            header.description(texts.sentence(state.trigger())).actions(delete, save);
            boolean on = state.action().isPublished();
            header.facts(new StatusBadge(
                    on ? StatusBadge.Tone.SUCCESS : StatusBadge.Tone.NEUTRAL,
                    getTranslation(on ? "automation.isOn" : "automation.isOff")));
        }
        add(header);
        if (state != null && state.problem() != null) {
            Div problem = new Div(getTranslation("automation.problem", state.problem()));
            problem.addClassName("am-problem");
            add(problem);
        }
        Div left = card(getTranslation("automation.form"), form);
        Div right = card(getTranslation("automation.definition"), json);
        Div halves = new Div(left, right);
        halves.addClassName("am-halves");
        add(halves, new BacktestPanel(automations, this::current, viewer));
        if (state != null) {
            add(
                    new FiringList(state.latest(), runs, viewer),
                    card(
                            getTranslation("action.part.VERSIONS"),
                            new VersionsPanel(versions, state.action().identifier(), viewer, this::restored)));
        }
    }

    private void restored(Action back) {
        if (back.identifier().equals(identifier)) {
            open(back.identifier());
        } else {
            getUI().ifPresent(ui -> ui.navigate(AutomationView.class, parameters(back.identifier())));
        }
    }

    private void show(ObjectNode shown) {
        definition = shown;
        showing = true;
        form.show(definition);
        json.setValue(Json.pretty(definition));
        json.setMarks(List.of());
        json.setInvalid(false);
        showing = false;
    }

    private void formChanged() {
        if (showing) {
            return;
        }
        showing = true;
        form.write(definition);
        json.setValue(Json.pretty(definition));
        json.setMarks(List.of());
        json.setInvalid(false);
        showing = false;
    }

    private void jsonChanged() {
        if (showing) {
            return;
        }
        showing = true;
        parsed().ifPresent(read -> {
            definition = read;
            form.show(read);
        });
        showing = false;
    }

    /// The definition in the editor; empty, with the place marked, when it is no JSON object.
    private Optional<ObjectNode> parsed() {
        try {
            ObjectNode read = Json.parseObject(json.getValue());
            json.setMarks(List.of());
            json.setInvalid(false);
            return Optional.of(read);
        } catch (PortalException.Malformed e) {
            json.mark(e);
            return refused(e.reason());
        } catch (PortalException.Invalid e) {
            return refused(e.reason());
        }
    }

    private Optional<ObjectNode> refused(String reason) {
        json.setErrorMessage(reason);
        json.setInvalid(true);
        return Optional.empty();
    }

    private Optional<ObjectNode> current() {
        Optional<ObjectNode> read = parsed();
        read.ifPresent(found -> definition = found);
        return read;
    }

    private void save() {
        current().ifPresent(read -> {
            try {
                String former = identifier;
                String saved = (former == null ? actions.create(read, viewer) : actions.replace(former, read, viewer))
                        .identifier();
                Notices.success(getTranslation("automation.saved"));
                getUI().ifPresent(ui -> ui.navigate(AutomationView.class, parameters(saved)));
            } catch (PortalException.Invalid e) {
                json.setErrorMessage(e.reason());
                json.setInvalid(true);
                Notices.failure(e);
            } catch (PortalException e) {
                Notices.failure(e);
            }
        });
    }

    private void delete() {
        String former = identifier;
        if (former != null) {
            ConfirmDialogs.delete("\"" + title + "\"", getTranslation("automation.delete.text"), () -> {
                actions.delete(former, viewer);
                getUI().ifPresent(ui -> ui.navigate(AutomationsView.class));
            });
        }
    }

    private static RouteParameters parameters(String name) {
        return new RouteParameters("identifier", name);
    }

    private static Div card(String heading, Component content) {
        Div card = new Div(new H2(heading), content);
        card.addClassName("pt-card");
        return card;
    }

    private static ObjectNode template() {
        ObjectNode template = Json.object();
        template.put("identifier", "").put("title", "");
        template.putObject("trigger")
                .put("type", "automation")
                .putObject("event")
                .put("type", "ENTITY_CREATED");
        ObjectNode method = template.putObject("invocationMethod").put("type", "UPSERT_ENTITY");
        method.put("blueprintIdentifier", "");
        ObjectNode mapping = method.putObject("mapping");
        mapping.put("identifier", "{{ .event.context.entityIdentifier }}");
        mapping.putObject("properties");
        template.put("publish", true);
        return template;
    }
}
