package io.portolan.blueprint.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.component.tabs.TabSheetVariant;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.BeforeLeaveEvent;
import com.vaadin.flow.router.BeforeLeaveObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.access.TeamService;
import io.portolan.access.UserService;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintGuard.Objection;
import io.portolan.blueprint.BlueprintPermissions;
import io.portolan.blueprint.BlueprintSchema;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.ExpressionTrial;
import io.portolan.blueprint.ui.BlueprintDraft.Section;
import io.portolan.kernel.PortalException;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.Crumb;
import io.portolan.ui.HasBreadcrumbs;
import io.portolan.ui.Icons;
import io.portolan.ui.MainLayout;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import io.portolan.ui.TabPanels;
import io.portolan.ui.Texts;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.node.ObjectNode;

/// The editor of one blueprint: form at the left, JSON at the right, both on the same draft. Nothing is stored before
/// "Save", which first asks everybody who depends on the blueprint.
@Route("builder/:blueprint")
@RolesAllowed("ADMIN")
@CssImport("./blueprint/blueprint.css")
class BlueprintView extends Div implements BeforeEnterObserver, BeforeLeaveObserver, HasDynamicTitle, HasBreadcrumbs {

    private static final long serialVersionUID = 1L;

    private final transient BlueprintService blueprints;
    private final transient BlueprintSaving saving;
    private final transient ObjectProvider<ExpressionTrial> trials;
    private final transient BlueprintPermissions permissions;
    private final transient TeamService teams;
    private final transient UserService users;
    private final transient CurrentActor currentActor;
    private final PageHeader header = new PageHeader("");
    private final Div body = new Div();
    private final Span state = new Span();
    private final Button save = new Button();
    private final transient List<SectionEditor> sections = new ArrayList<>();
    private transient @Nullable Blueprint stored;
    private transient BlueprintDraft draft = new BlueprintDraft(io.portolan.kernel.Json.object());
    private @Nullable JsonSide json;
    private @Nullable GeneralForm general;
    private @Nullable PreviewTab preview;

    BlueprintView(
            BlueprintService blueprints,
            BlueprintSaving saving,
            ObjectProvider<ExpressionTrial> trials,
            BlueprintPermissions permissions,
            TeamService teams,
            UserService users,
            CurrentActor currentActor) {
        this.blueprints = blueprints;
        this.saving = saving;
        this.trials = trials;
        this.permissions = permissions;
        this.teams = teams;
        this.users = users;
        this.currentActor = currentActor;
        addClassNames("pt-page", "bp-page");
        body.addClassName("bp-body");
        save.setText(getTranslation("ui.save"));
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickListener(event -> save());
        state.getElement().setAttribute("role", "status");
        add(header, body);
    }

    @Override
    public String getPageTitle() {
        return stored == null ? getTranslation("blueprint.builder") : getTranslation("blueprint.page", stored.title());
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(
                new Crumb(getTranslation("blueprint.builder"), "builder"),
                Crumb.here(stored == null ? "" : stored.title()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String identifier = event.getRouteParameters().get("blueprint").orElse("");
        Optional<Blueprint> found = blueprints.find(identifier);
        if (found.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        open(found.get());
    }

    @Override
    public void beforeLeave(BeforeLeaveEvent event) {
        if (stored != null && draft.dirty()) {
            BeforeLeaveEvent.ContinueNavigationAction leave = event.postpone();
            ConfirmDialogs.ask(
                    getTranslation("blueprint.leave.title"),
                    getTranslation("blueprint.leave.text"),
                    getTranslation("blueprint.leave.discard"),
                    () -> {
                        draft = new BlueprintDraft(draft.saved());
                        guardTab(false);
                        leave.proceed();
                    });
        }
    }

    private void open(Blueprint blueprint) {
        open(blueprint, blueprint.definition());
    }

    private void open(Blueprint blueprint, ObjectNode document) {
        stored = blueprint;
        draft = new BlueprintDraft(blueprint.definition());
        draft.replace(document);
        header.title(blueprint.title()).icon(blueprint.icon()).description(blueprint.description());
        Span identifier = new Span(blueprint.identifier());
        identifier.addClassName("pt-mono");
        header.facts(identifier, state);
        Anchor table =
                new Anchor("catalog/" + BuilderPaths.encode(blueprint.identifier()), getTranslation("blueprint.table"));
        Button changes = new Button(getTranslation("blueprint.changes"), event -> new ChangesDialog(draft).open());
        Button rights = new Button(
                getTranslation("blueprint.rights"),
                event -> new RightsDialog(blueprint, permissions, teams, users, currentActor.require()).open());
        Button delete = new Button(Icons.of("trash"), event -> delete(blueprint));
        delete.addThemeVariants(ButtonVariant.ERROR, ButtonVariant.TERTIARY);
        delete.setAriaLabel(getTranslation("ui.delete"));
        delete.setTooltipText(getTranslation("ui.delete"));
        delete.setVisible(!blueprint.isProtected());
        header.actions(table, rights, changes, delete, save);
        sections.clear();
        TabSheet tabs = new TabPanels();
        tabs.addThemeVariants(TabSheetVariant.NO_PADDING);
        tabs.addClassName("bp-tabs");
        tabs.add(getTranslation("blueprint.properties"), section(Section.PROPERTIES));
        tabs.add(getTranslation("blueprint.relations"), section(Section.RELATIONS));
        tabs.add(
                getTranslation("blueprint.computed"),
                new Div(
                        new H3(getTranslation("blueprint.mirrors")),
                        explained("blueprint.mirrors.text"),
                        section(Section.MIRRORS),
                        new H3(getTranslation("blueprint.calculations")),
                        explained("blueprint.calculations.text"),
                        calculations(blueprint),
                        new H3(getTranslation("blueprint.aggregations")),
                        explained("blueprint.aggregations.text"),
                        section(Section.AGGREGATIONS)));
        GeneralForm head = new GeneralForm(draft, choices(), this::fromForm);
        general = head;
        tabs.add(getTranslation("blueprint.general"), head);
        PreviewTab shown = new PreviewTab();
        preview = shown;
        tabs.add(getTranslation("blueprint.preview"), shown);
        Div form = new Div(tabs);
        form.addClassName("bp-form");
        JsonSide side = new JsonSide(draft.saved(), this::schema, this::fromJson);
        json = side;
        body.removeAll();
        body.add(form, side);
        side.show(draft.document());
        refresh();
    }

    private SectionEditor section(Section section) {
        SectionEditor editor = new SectionEditor(draft, section, this::choices, this::fromForm);
        sections.add(editor);
        return editor;
    }

    /// Whoever writes a calculation sees what it comes to.
    private SectionEditor calculations(Blueprint blueprint) {
        SectionEditor editor = section(Section.CALCULATIONS);
        trials.ifAvailable(trial ->
                editor.with(form -> new TrialPanel(trial, blueprint.identifier(), form, currentActor.require())));
        return editor;
    }

    private Paragraph explained(String key) {
        Paragraph text = new Paragraph(getTranslation(key));
        text.addClassName("pt-muted");
        return text;
    }

    private ModelChoices choices() {
        return new ModelChoices(blueprints.all(), draft::document);
    }

    private ObjectNode schema(ObjectNode document) {
        return BlueprintSchema.of(
                blueprints.all(), document, key -> Texts.get("blueprint.schema." + key), Icons.names());
    }

    private void fromForm() {
        if (json != null) {
            json.show(draft.document());
        }
        refresh();
    }

    private void fromJson(ObjectNode document) {
        draft.replace(document);
        sections.forEach(SectionEditor::show);
        if (general != null) {
            general.show();
        }
        refresh();
    }

    private void refresh() {
        boolean dirty = draft.dirty();
        save.setEnabled(dirty);
        state.setText(dirty ? getTranslation("blueprint.unsaved") : getTranslation("blueprint.saved"));
        state.setClassName("bp-unsaved", dirty);
        guardTab(dirty);
        if (json != null && !json.malformed()) {
            json.violations(blueprints.check(draft.document()));
        }
        if (preview != null) {
            preview.show(draft.document());
        }
    }

    /// The browser asks before the tab is closed with unsaved changes in it.
    private void guardTab(boolean dirty) {
        getElement().executeJs("window.onbeforeunload = $0 ? (event) => event.preventDefault() : null", dirty);
    }

    private void save() {
        Blueprint before = stored;
        JsonSide side = json;
        if (before == null || side == null) {
            return;
        }
        if (side.malformed()) {
            Notices.error(getTranslation("blueprint.malformed"));
            return;
        }
        saving.save(before, draft.document(), new BlueprintSaving.Answer() {
            @Override
            public void refused(List<Objection> objections) {
                shown().objections(objections);
                Notices.error(BlueprintSaving.refusal(objections));
            }

            @Override
            public void invalid(PortalException.Invalid failure) {
                shown().violations(failure.violations());
                Notices.error(failure.reason());
            }

            @Override
            public void stored(Blueprint saved) {
                afterSaving(before, saved);
            }

            @Override
            public void merged(Blueprint now, ObjectNode document) {
                open(now, document);
            }

            /// After a merge it is another one.
            private JsonSide shown() {
                JsonSide now = json;
                return now == null ? side : now;
            }
        });
    }

    private void afterSaving(Blueprint before, Blueprint saved) {
        draft = new BlueprintDraft(saved.definition());
        guardTab(false);
        Notices.success(getTranslation("blueprint.saved.notice", saved.title()));
        UI ui = UI.getCurrent();
        MainLayout.refreshNavigation(ui);
        if (saved.identifier().equals(before.identifier())) {
            open(saved);
        } else {
            ui.navigate(BuilderPaths.of(saved.identifier()));
        }
    }

    private void delete(Blueprint blueprint) {
        List<Objection> objections = blueprints.deletionObjections(blueprint.identifier());
        if (!objections.isEmpty()) {
            Notices.error(objections.getFirst().reason());
            return;
        }
        ConfirmDialogs.delete(
                getTranslation("blueprint.delete.what", blueprint.title()),
                getTranslation("blueprint.delete.text"),
                () -> {
                    blueprints.delete(blueprint.identifier(), currentActor.require());
                    draft = new BlueprintDraft(draft.saved());
                    guardTab(false);
                    MainLayout.refreshNavigation(UI.getCurrent());
                    Notices.success(getTranslation("blueprint.deleted", blueprint.title()));
                    UI.getCurrent().navigate(BuilderView.class);
                });
    }
}
