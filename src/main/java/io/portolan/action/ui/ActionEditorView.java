package io.portolan.action.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import io.portolan.access.CurrentActor;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.action.ActionTemplates;
import io.portolan.action.FormService;
import io.portolan.action.Workflow;
import io.portolan.action.WorkflowService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.Crumb;
import io.portolan.ui.EmptyState;
import io.portolan.ui.HasBreadcrumbs;
import io.portolan.ui.JsonEditor;
import io.portolan.ui.MarkdownView;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import io.portolan.ui.TabPanels;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The builder of actions: form, backend, approval, permissions and JSON of one definition, with its form and what is
/// wrong with it beside, and its versions. Nothing is stored before it is saved. `?tab=` names the part that is open.
@Route("self-service/manage/:id")
@RouteAlias(ActionPages.NEW)
@RolesAllowed("ADMIN")
@CssImport("./action/action.css")
class ActionEditorView extends Div implements BeforeEnterObserver, HasDynamicTitle, HasBreadcrumbs {

    private static final long serialVersionUID = 1L;

    private enum Part {
        FORM,
        BACKEND,
        APPROVAL,
        RIGHTS,
        JSON,
        VERSIONS
    }

    private final transient ActionService actions;
    private final transient WorkflowService workflows;
    private final transient ActionTemplates templates;
    private final transient BuilderParts parts;
    private final transient Actor admin;
    private final Div head = new Div();
    private final TabSheet tabs = new TabPanels();
    private final transient Map<Part, Div> holders = new EnumMap<>(Part.class);
    private final Div problems = new Div();
    private final ActionPreview preview;
    private final Div notes = new Div();
    private final Section side;
    private final Div columns;
    private transient @Nullable JsonEditor json;
    private transient ActionDraft draft = new ActionDraft(Json.object(), Json.object(), true, () -> {});
    private transient @Nullable Instant loaded;
    private String identifier = "";
    private String title = "";
    private boolean building;

    ActionEditorView(
            ActionService actions,
            WorkflowService workflows,
            ActionTemplates templates,
            FormService forms,
            BuilderParts parts,
            CurrentActor current) {
        this.actions = actions;
        this.workflows = workflows;
        this.templates = templates;
        this.parts = parts;
        this.admin = current.require();
        this.preview = new ActionPreview(forms, admin);
        addClassName("pt-page");
        for (Part part : Part.values()) {
            Div holder = new Div();
            holders.put(part, holder);
            tabs.add(getTranslation("action.part." + part.name()), holder);
        }
        tabs.setWidthFull();
        tabs.addSelectedChangeListener(event -> {
            String unread = draft.unread();
            if (!building && unread != null) {
                // what somebody typed is not thrown away because it is half written
                building = true;
                tabs.setSelectedTab(event.getPreviousTab());
                building = false;
                Notices.error(unread);
            } else if (!building) {
                open(part());
                address();
            }
        });
        problems.getElement().setAttribute("role", "status");
        problems.addClassName("act-wrong");
        side = new Section(new H2(getTranslation("action.editor.preview")), problems, preview, notes);
        side.addClassName("act-side");
        columns = new Div(tabs, side);
        columns.addClassName("act-columns");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(
                event.getRouteParameters().get("id").orElse(""),
                event.getLocation().getQueryParameters());
    }

    private void show(String wanted, QueryParameters parameters) {
        identifier = wanted;
        removeAll();
        add(head, columns);
        notes.removeAll();
        Optional<Action> found = identifier.isEmpty() ? Optional.empty() : actions.find(identifier);
        loaded = found.map(Action::updatedAt).orElse(null);
        title = found.map(Action::title).orElse(identifier.isEmpty() ? getTranslation("action.new") : identifier);
        if (!identifier.isEmpty() && found.isEmpty()) {
            missing();
            return;
        }
        Optional<Workflow> graph = workflows.find(identifier);
        ObjectNode definition = graph.map(Workflow::document)
                .or(() -> found.map(Action::document))
                .map(ObjectNode::deepCopy)
                .orElseGet(() -> Json.parseObject(beginning(parameters)));
        ObjectNode rights = found.map(action -> action.permissions().document().deepCopy())
                .orElseGet(
                        () -> actions.draft(definition).permissions().document().deepCopy());
        draft = new ActionDraft(definition, rights, found.isEmpty(), this::check);
        uses();
        showHead();
        String open = parameters.getSingleParameter("tab").orElse("form").toUpperCase(Locale.ROOT);
        building = true;
        // a graph is edited as it was given
        tabs.setSelectedIndex(graph.isPresent() ? Part.JSON.ordinal() : 0);
        for (Part part : Part.values()) {
            Tab tab = tabs.getTabAt(part.ordinal());
            tab.setVisible(graph.isPresent() ? part == Part.JSON : part != Part.VERSIONS || !identifier.isEmpty());
            if (part.name().equals(open) && tab.isVisible()) {
                tabs.setSelectedIndex(part.ordinal());
            }
        }
        building = false;
        open(part());
    }

    private void missing() {
        removeAll();
        VersionsPanel versions = parts.versions(identifier, admin, this::go);
        if (versions.isEmpty()) {
            throw new PortalException.NotFound("Action", identifier);
        }
        add(
                new EmptyState(
                        "history",
                        getTranslation("action.versions.gone", identifier),
                        getTranslation("action.versions.gone.text")),
                versions);
    }

    private String beginning(QueryParameters parameters) {
        String template = parameters.getSingleParameter(ActionPages.TEMPLATE).orElse("");
        if (template.isEmpty()) {
            return ActionDraft.BARE;
        }
        String blueprint = parameters.getSingleParameter(ActionPages.BLUEPRINT).orElse(null);
        templates.find(template).ifPresent(found -> {
            Details about =
                    new Details(getTranslation("action.templates.about"), new MarkdownView(found.documentation()));
            about.setOpened(true);
            notes.add(about);
        });
        return Json.pretty(templates.prepared(
                template, blueprint, taken -> actions.find(taken).isPresent()));
    }

    @Override
    public String getPageTitle() {
        return title;
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("action.title"), ActionPages.SELF_SERVICE), Crumb.here(getPageTitle()));
    }

    private Part part() {
        return Part.values()[tabs.getSelectedIndex()];
    }

    /// Each part is made anew from the draft when it is opened.
    private void open(Part part) {
        holders.values().forEach(Div::removeAll);
        draft.closed();
        json = null;
        side.setVisible(part != Part.VERSIONS);
        columns.setClassName("act-whole", part == Part.VERSIONS);
        Component content = switch (part) {
            case FORM -> parts.form(draft, admin);
            case BACKEND -> parts.backend(draft, identifier, admin, preview::values);
            case APPROVAL -> parts.approval(draft);
            case RIGHTS -> parts.rights(draft);
            case JSON -> code();
            case VERSIONS -> parts.versions(identifier, admin, this::go);
        };
        Objects.requireNonNull(holders.get(part)).add(content);
        check();
    }

    /// The open part stands in the address, so that it can be passed on.
    private void address() {
        if (!identifier.isEmpty()) {
            getUI().ifPresent(ui -> ui.getPage()
                    .getHistory()
                    .replaceState(
                            null,
                            ActionPages.editor(identifier) + "?tab="
                                    + part().name().toLowerCase(Locale.ROOT)));
        }
    }

    private Component code() {
        JsonEditor code = new ActionJson(draft, parts, this::unread);
        json = code;
        return code;
    }

    private void unread(PortalException problem) {
        if (problem instanceof PortalException.Invalid invalid) {
            show(invalid.violations());
            return;
        }
        if (problem instanceof PortalException.Malformed malformed && json != null) {
            json.mark(malformed);
        }
        problems.removeAll();
        problems.add(new Paragraph(problem.reason()));
    }

    private void showHead() {
        PageHeader header = new PageHeader(getPageTitle())
                .description(getTranslation("action.editor.description"))
                .icon("rocket");
        Button save = new Button(getTranslation("action.editor.save"), event -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        Button changes = new Button(
                getTranslation("blueprint.changes"),
                event -> parts.changes(draft).open());
        Button delete = new Button(getTranslation("ui.delete"), event -> delete());
        delete.addThemeVariants(ButtonVariant.ERROR);
        delete.setVisible(!identifier.isEmpty());
        changes.setVisible(!identifier.isEmpty());
        Div buttons = new Div(delete, changes, save);
        buttons.addClassName("act-buttons");
        header.actions(buttons);
        head.removeAll();
        head.add(header);
    }

    /// Pages and automations that would feel a change.
    private void uses() {
        List<String> names = parts.uses(identifier, admin);
        if (!names.isEmpty()) {
            UnorderedList list = new UnorderedList();
            names.forEach(name -> list.add(new ListItem(name)));
            notes.add(new H2(getTranslation("action.uses")), list);
        }
    }

    private void check() {
        problems.removeAll();
        if (json != null) {
            json.setMarks(List.of());
        }
        try {
            ObjectNode given = draft.document();
            ObjectNode definition = Workflow.isWorkflow(given) ? workflows.translated(given) : given;
            preview.show(actions.draft(definition), parts.pickers(admin));
        } catch (PortalException.Invalid e) {
            show(e.violations());
        }
    }

    private void show(List<Violation> violations) {
        if (json != null) {
            json.mark(violations);
        }
        UnorderedList list = new UnorderedList();
        violations.forEach(violation -> list.add(new ListItem(violation.sentence())));
        problems.removeAll();
        problems.add(new Paragraph(getTranslation("action.editor.problems", violations.size())), list);
    }

    private void save() {
        String unread = draft.unread();
        if (unread != null) {
            Notices.error(unread);
            return;
        }
        String wanted = String.valueOf(Json.text(draft.document(), "identifier"));
        List<String> uses = parts.uses(identifier, admin);
        Instant opened = loaded;
        Action now = actions.find(identifier).orElse(null);
        boolean overtaken = opened != null && now != null && !now.updatedAt().equals(opened);
        if (overtaken) {
            ConfirmDialogs.ask(
                    getTranslation("action.editor.overtaken"),
                    getTranslation("action.editor.overtaken.text"),
                    getTranslation("action.editor.save"),
                    this::store);
        } else if (!identifier.isEmpty() && !identifier.equals(wanted) && !uses.isEmpty()) {
            ConfirmDialogs.ask(
                    getTranslation("action.editor.renamed", identifier),
                    getTranslation("action.editor.renamed.text", String.join(", ", uses)),
                    getTranslation("action.editor.save"),
                    this::store);
        } else {
            store();
        }
    }

    private void store() {
        try {
            ObjectNode rights = draft.rightsChanged() ? draft.rights() : null;
            Action saved = Workflow.isWorkflow(draft.document()) ? saveGraph() : saveAction(rights);
            Notices.success(getTranslation("action.editor.saved", saved.title()));
            go(saved);
        } catch (PortalException.Invalid e) {
            show(e.violations());
            Notices.failure(e);
        } catch (PortalException e) {
            Notices.failure(e);
        }
    }

    private Action saveAction(@Nullable ObjectNode rights) {
        return identifier.isEmpty()
                ? actions.create(draft.document(), rights, admin)
                : actions.replace(identifier, draft.document(), rights, admin);
    }

    private Action saveGraph() {
        Workflow saved = identifier.isEmpty()
                ? workflows.create(draft.document(), admin)
                : workflows.replace(identifier, draft.document(), admin);
        return saved.action();
    }

    private void go(Action action) {
        QueryParameters tab = QueryParameters.of("tab", part().name().toLowerCase(Locale.ROOT));
        if (action.identifier().equals(identifier)) {
            show(identifier, tab);
        } else {
            getUI().ifPresent(ui -> ui.navigate(ActionPages.editor(action.identifier()), tab));
        }
    }

    private void delete() {
        List<String> uses = parts.uses(identifier, admin);
        String text = getTranslation("action.editor.deleteText");
        ConfirmDialogs.delete(
                identifier,
                uses.isEmpty() ? text : text + " " + getTranslation("action.uses") + ": " + String.join(", ", uses),
                () -> {
                    actions.delete(identifier, admin);
                    getUI().ifPresent(ui -> ui.navigate(ActionPages.SELF_SERVICE));
                });
    }
}
