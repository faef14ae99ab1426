package io.portolan.action.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
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
import io.portolan.action.ActionVersions;
import io.portolan.action.Operation;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.EmptyState;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Everything that people can do by themselves, as cards by kind of entity. `?action=ID` opens a form, `&entity=ID`
/// says what it works on.
@Route(ActionPages.SELF_SERVICE)
@RouteAlias("self-serve")
@PermitAll
@CssImport("./action/action.css")
class SelfServiceView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient ActionService actions;
    private final transient ActionTemplates templates;
    private final transient BlueprintService blueprints;
    private final transient ActionPanels panels;
    private final transient ActionVersions versions;
    private final transient Actor viewer;
    private final TextField search = new TextField();
    private final Div content = new Div();

    SelfServiceView(
            ActionService actions,
            ActionTemplates templates,
            BlueprintService blueprints,
            ActionPanels panels,
            ActionVersions versions,
            CurrentActor current) {
        this.actions = actions;
        this.templates = templates;
        this.blueprints = blueprints;
        this.panels = panels;
        this.versions = versions;
        this.viewer = current.require();
        addClassName("pt-page");
        PageHeader header = new PageHeader(getTranslation("action.title"))
                .description(getTranslation("action.description"))
                .icon("rocket");
        if (viewer.isAdmin()) {
            Button create = new Button(
                    getTranslation("action.new"),
                    event -> event.getSource().getUI().ifPresent(ui -> ui.navigate(ActionPages.NEW)));
            create.addThemeVariants(ButtonVariant.PRIMARY);
            Button deleted = new Button(
                    getTranslation("action.deleted"),
                    Icons.of("history"),
                    event -> new DeletedDialog(versions, viewer).open());
            deleted.addThemeVariants(ButtonVariant.TERTIARY);
            header.actions(deleted, fromTemplate(), create);
        }
        search.setPlaceholder(getTranslation("action.search"));
        search.setAriaLabel(getTranslation("action.search"));
        search.setPrefixComponent(Icons.of("search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(event -> show());
        search.addClassName("act-search");
        add(header, search, content);
        show();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("action.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        parameters.getSingleParameter(ActionPages.ACTION).ifPresent(action -> {
            try {
                ExecuteDialog form = panels.linked(
                        action,
                        parameters.getSingleParameter(ActionPages.ENTITY).orElse(null),
                        parameters.getSingleParameter(ActionPages.INPUTS).orElse(null),
                        parameters.getSingleParameter(ActionPages.RUN).orElse(null));
                event.getUI().access(form::open);
            } catch (PortalException e) {
                Notices.failure(e);
            }
        });
    }

    private Button fromTemplate() {
        return new Button(
                getTranslation("action.templates.open"),
                Icons.of("copy"),
                event -> new ActionTemplatesDialog(templates, actions, blueprints).open());
    }

    private void show() {
        content.removeAll();
        String wanted = search.getValue().strip().toLowerCase(Locale.ROOT);
        Map<String, List<Action>> groups = new LinkedHashMap<>();
        for (Action action : actions.offeredTo(viewer)) {
            if (matches(action, wanted)) {
                groups.computeIfAbsent(group(action), name -> new ArrayList<>()).add(action);
            }
        }
        if (groups.isEmpty()) {
            content.add(wanted.isEmpty() ? nothingYet() : nothingFound());
        }
        groups.forEach((name, members) -> {
            Div cards = new Div();
            cards.addClassName("act-cards");
            members.forEach(action -> cards.add(card(action)));
            content.add(new Section(new H2(name), cards));
        });
    }

    private EmptyState nothingYet() {
        String title = getTranslation("action.empty.title");
        return viewer.isAdmin()
                ? new EmptyState("rocket", title, getTranslation("action.empty.admin"), fromTemplate())
                : new EmptyState("rocket", title, getTranslation("action.empty.text"));
    }

    private EmptyState nothingFound() {
        return new EmptyState("search", getTranslation("action.nothing.title"), getTranslation("action.nothing.text"));
    }

    private Component card(Action action) {
        Div head = new Div(Icons.of(action.icon() == null ? "rocket" : action.icon()), new H3(action.title()));
        head.addClassName("act-card-head");
        Paragraph text = new Paragraph(action.description() == null ? "" : action.description());
        text.addClassName("act-muted");
        String label = Json.text(action.trigger(), "actionCardButtonText");
        Button start = new Button(
                label == null ? getTranslation("action.form.run") : label,
                event -> panels.form(action.identifier(), null).open());
        start.setAriaLabel(action.title());
        Div foot = new Div(badge(action), start);
        foot.addClassName("act-card-foot");
        Anchor runs = new Anchor(ActionPages.runsOf(action.identifier()), getTranslation("action.runs.title"));
        foot.addComponentAtIndex(1, runs);
        if (viewer.isAdmin()) {
            foot.addComponentAtIndex(
                    2, new Anchor(ActionPages.editor(action.identifier()), getTranslation("action.edit")));
        }
        Div card = new Div(head, text, foot);
        card.addClassName("act-card");
        return card;
    }

    private EnumBadge badge(Action action) {
        return TemplatePreview.operationBadge(action.operation().orElse(Operation.CREATE));
    }

    private String group(Action action) {
        String blueprint = action.blueprint();
        return blueprint == null
                ? getTranslation("action.general")
                : blueprints.find(blueprint).map(Blueprint::title).orElse(blueprint);
    }

    private static boolean matches(Action action, String wanted) {
        String text = action.title() + " " + action.description() + " " + action.identifier();
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
