package io.portolan.action.ui;

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
import io.portolan.action.FormState;
import io.portolan.action.Workflow;
import io.portolan.action.WorkflowService;
import io.portolan.catalog.ui.EntityPickers;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.Crumb;
import io.portolan.ui.HasBreadcrumbs;
import io.portolan.ui.MarkdownView;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The definition of an action as JSON, with what is wrong with it and its form beside. A new one begins with a bare
/// definition, or with that of a template; nothing is stored before it is saved.
@Route("self-service/manage/:id")
@RouteAlias(ActionPages.NEW)
@RolesAllowed("ADMIN")
@CssImport("./action/action.css")
class ActionEditorView extends Div implements BeforeEnterObserver, HasDynamicTitle, HasBreadcrumbs {

    private static final long serialVersionUID = 1L;
    private static final String BARE = """
            {
              "identifier": "my_action",
              "title": "My action",
              "icon": "Rocket",
              "description": "",
              "trigger": {
                "type": "self-service",
                "operation": "CREATE",
                "userInputs": {
                  "properties": {
                    "name": { "type": "string", "title": "Name" }
                  },
                  "required": ["name"],
                  "order": ["name"]
                }
              },
              "invocationMethod": {
                "type": "WEBHOOK",
                "url": "https://example.com/hook",
                "body": { "runId": "{{ .run.id }}", "name": "{{ .inputs.name }}" }
              }
            }
            """;

    private final transient ActionService actions;
    private final transient WorkflowService workflows;
    private final transient ActionTemplates templates;
    private final transient FormService forms;
    private final transient EntityPickers pickers;
    private final transient Actor admin;
    private final CodeEditor editor;
    private final Div problems = new Div();
    private final Div preview = new Div();
    private final Div notes = new Div();
    private final Div head = new Div();
    private String identifier = "";

    ActionEditorView(
            ActionService actions,
            WorkflowService workflows,
            ActionTemplates templates,
            FormService forms,
            EntityPickers pickers,
            CurrentActor current) {
        this.actions = actions;
        this.workflows = workflows;
        this.templates = templates;
        this.forms = forms;
        this.pickers = pickers;
        this.admin = current.require();
        addClassName("pt-page");
        editor = new CodeEditor(getTranslation("action.editor.definition"), CodeEditor.Language.JSON);
        editor.setMinLines(28);
        editor.addValueChangeListener(event -> check());
        problems.getElement().setAttribute("role", "status");
        Section side = new Section(new H2(getTranslation("action.editor.preview")), problems, preview, notes);
        Div columns = new Div(editor, side);
        columns.addClassName("act-columns");
        add(head, columns);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        identifier = event.getRouteParameters().get("id").orElse("");
        notes.removeAll();
        editor.setValue(
                identifier.isEmpty() ? beginning(event.getLocation().getQueryParameters()) : Json.pretty(stored()));
        showHead();
        check();
    }

    private ObjectNode stored() {
        return workflows
                .find(identifier)
                .map(Workflow::document)
                .orElseGet(() -> actions.require(identifier).document());
    }

    private String beginning(QueryParameters parameters) {
        String template = parameters.getSingleParameter(ActionPages.TEMPLATE).orElse("");
        if (template.isEmpty()) {
            return BARE;
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
        return identifier.isEmpty() ? getTranslation("action.new") : identifier;
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("action.title"), ActionPages.SELF_SERVICE), Crumb.here(getPageTitle()));
    }

    private void showHead() {
        PageHeader header = new PageHeader(getPageTitle())
                .description(getTranslation("action.editor.description"))
                .icon("rocket");
        Button save = new Button(getTranslation("action.editor.save"), event -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        Button delete = new Button(getTranslation("ui.delete"), event -> delete());
        delete.addThemeVariants(ButtonVariant.ERROR);
        delete.setVisible(!identifier.isEmpty());
        Div buttons = new Div(delete, save);
        buttons.addClassName("act-buttons");
        header.actions(buttons);
        head.removeAll();
        head.add(header);
    }

    private void check() {
        problems.removeAll();
        preview.removeAll();
        editor.setMarks(List.of());
        try {
            ObjectNode given = Json.parseObject(editor.getValue());
            ObjectNode definition = Workflow.isWorkflow(given) ? workflows.translated(given) : given;
            actions.check(definition);
            preview(definition);
        } catch (PortalException.Malformed e) {
            editor.setMarks(List.of(new CodeEditor.Mark(e.line(), e.column(), e.reason())));
            problems.add(new Paragraph(e.reason()));
        } catch (PortalException.Invalid e) {
            UnorderedList list = new UnorderedList();
            for (Violation violation : e.violations()) {
                list.add(new ListItem(violation.sentence()));
            }
            problems.add(
                    new Paragraph(getTranslation(
                            "action.editor.problems", e.violations().size())),
                    list);
        }
    }

    private void preview(ObjectNode definition) {
        Action draft = actions.draft(definition);
        preview.add(new BackendSummary(draft));
        if (draft.isAutomation()) {
            preview.add(new Paragraph(getTranslation("action.editor.automation")));
            return;
        }
        ActionForm form = new ActionForm(
                draft,
                pickers.of(admin),
                new FormRules() {
                    @Override
                    public FormState state(ObjectNode values) {
                        return forms.state(draft, values, null, admin);
                    }

                    @Override
                    public List<Violation> refusals(int step, ObjectNode values) {
                        return forms.refusals(draft, step, values, null, admin);
                    }
                },
                true);
        preview.add(form);
        if (!draft.userInputs().steps().isEmpty()) {
            Button back = new Button(getTranslation("action.form.back"), event -> form.previous());
            Button next = new Button(getTranslation("action.form.next"), event -> form.next());
            Div buttons = new Div(back, next);
            buttons.addClassName("act-buttons");
            preview.add(buttons);
        }
    }

    private void save() {
        try {
            ObjectNode definition = Json.parseObject(editor.getValue());
            Action saved = Workflow.isWorkflow(definition) ? saveGraph(definition) : saveAction(definition);
            Notices.success(getTranslation("action.editor.saved", saved.title()));
            getUI().ifPresent(ui -> ui.navigate(ActionPages.editor(saved.identifier())));
        } catch (PortalException e) {
            Notices.failure(e);
        }
    }

    private Action saveAction(ObjectNode definition) {
        return identifier.isEmpty()
                ? actions.create(definition, admin)
                : actions.replace(identifier, definition, admin);
    }

    private Action saveGraph(ObjectNode definition) {
        Workflow saved = identifier.isEmpty()
                ? workflows.create(definition, admin)
                : workflows.replace(identifier, definition, admin);
        return saved.action();
    }

    private void delete() {
        ConfirmDialogs.delete(identifier, getTranslation("action.editor.deleteText"), () -> {
            actions.delete(identifier, admin);
            getUI().ifPresent(ui -> ui.navigate(ActionPages.SELF_SERVICE));
        });
    }
}
