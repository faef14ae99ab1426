package io.portolan.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.access.Team;
import io.portolan.access.TeamDraft;
import io.portolan.access.TeamService;
import io.portolan.access.User;
import io.portolan.access.UserService;
import io.portolan.kernel.PortalException;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.EmptyState;
import io.portolan.ui.HiddenText;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Teams and their members.
@Route("settings/teams")
@RolesAllowed("ADMIN")
@CssImport("./access/access.css")
class TeamsView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient TeamService teams;
    private final transient UserService users;
    private final transient CurrentActor currentActor;
    private final Grid<Team> grid = new Grid<>();

    TeamsView(TeamService teams, UserService users, CurrentActor currentActor) {
        this.teams = teams;
        this.users = users;
        this.currentActor = currentActor;
        addClassName("pt-page");
        setUpGrid();
        add(
                new PageHeader(getPageTitle())
                        .description(getTranslation("access.team.intro"))
                        .icon("group")
                        .actions(createButton()),
                grid);
    }

    @Override
    public final String getPageTitle() {
        return getTranslation("access.team.title");
    }

    private Button createButton() {
        Button create = new Button(getTranslation("access.team.create"), Icons.of("plus"), _ -> edit(null));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        return create;
    }

    private void setUpGrid() {
        grid.addComponentColumn(TeamsView::title)
                .setHeader(getTranslation("access.team.name"))
                .setWidth("14rem")
                .setFlexGrow(2);
        grid.addColumn(team -> getTranslation(
                        "access.team.membersCount", team.members().size()))
                .setHeader(getTranslation("access.team.members"))
                .setTooltipGenerator(team -> String.join(", ", team.members()))
                .setWidth("8rem")
                .setFlexGrow(1);
        grid.addComponentColumn(team -> new RelativeTime(team.updatedAt()))
                .setHeader(getTranslation("access.secret.updated"))
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.addComponentColumn(this::menu)
                .setHeader(new HiddenText(getTranslation("ui.column.actions")))
                .setWidth("4rem")
                .setFlexGrow(0)
                .setFrozenToEnd(true);
        grid.setItems(query -> teams.search("", query.getOffset(), query.getLimit()).stream());
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setEmptyStateComponent(new EmptyState(
                "group",
                getTranslation("access.team.empty.title"),
                getTranslation("access.team.empty.text"),
                createButton()));
        grid.getElement().setAttribute("aria-label", getPageTitle());
        grid.setHeight("calc(100dvh - 12rem)");
        grid.setMinHeight("24rem");
    }

    private static Component title(Team team) {
        String description = team.description();
        Span below = new Span(description == null || description.isBlank() ? team.identifier() : description);
        below.addClassName("ac-muted");
        Div texts = new Div(new Span(team.name()), below);
        Div cell = new Div(texts);
        cell.addClassName("ac-person");
        return cell;
    }

    private Component menu(Team team) {
        RowMenu menu = new RowMenu(team.name());
        menu.item("pencil", getTranslation("access.user.edit"), () -> edit(team));
        menu.item(
                "trash",
                getTranslation("ui.delete"),
                () -> ConfirmDialogs.delete(team.name(), getTranslation("access.team.delete.text"), () -> {
                    teams.delete(team.name(), currentActor.require());
                    grid.getDataProvider().refreshAll();
                }));
        return menu;
    }

    private void edit(@Nullable Team team) {
        TextField name = new TextField(getTranslation("access.team.name"));
        name.setRequiredIndicatorVisible(true);
        name.setAutofocus(true);
        TextField identifier = new TextField(getTranslation("access.team.identifier"));
        TextArea description = new TextArea(getTranslation("access.team.description"));
        MultiSelectComboBox<User> members = new MultiSelectComboBox<>(getTranslation("access.team.members"));
        members.setItemLabelGenerator(User::displayName);
        members.setItems(
                query -> users.search(query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream());
        name.setWidthFull();
        identifier.setWidthFull();
        description.setWidthFull();
        members.setWidthFull();
        identifier.setVisible(team == null);
        if (team != null) {
            name.setValue(team.name());
            description.setValue(Optional.ofNullable(team.description()).orElse(""));
            members.setValue(team.members().stream()
                    .map(users::find)
                    .flatMap(Optional::stream)
                    .toList());
        }
        new FormDialog(
                        team == null ? getTranslation("access.team.create") : team.name(),
                        getTranslation("ui.save"),
                        () -> {
                            if (name.getValue().isBlank()) {
                                throw new PortalException.Invalid("/name", getTranslation("ui.form.required"));
                            }
                            TeamDraft draft = new TeamDraft(
                                    identifier.getValue().isBlank()
                                            ? null
                                            : identifier.getValue().strip(),
                                    name.getValue().strip(),
                                    description.getValue().isBlank() ? null : description.getValue(),
                                    members.getValue().stream().map(User::email).toList());
                            Team saved = team == null
                                    ? teams.create(draft, currentActor.require())
                                    : teams.update(team.identifier(), draft, true, currentActor.require());
                            grid.getDataProvider().refreshAll();
                            Notices.success(getTranslation("access.team.saved", saved.name()));
                        },
                        name,
                        identifier,
                        description,
                        members)
                .showing((_, reason) -> {
                    name.setErrorMessage(reason);
                    name.setInvalid(true);
                })
                .open();
    }
}
