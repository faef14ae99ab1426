package io.portolan.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.access.TeamService;
import io.portolan.access.User;
import io.portolan.access.UserChange;
import io.portolan.access.UserService;
import io.portolan.access.UserStatus;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Role;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.EmptyState;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.HiddenText;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;

/// Who may sign in: invite, edit, disable, delete, give a new password. The search stands in the address.
@Route("settings/users")
@RolesAllowed("ADMIN")
@CssImport("./access/access.css")
class UsersView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient UserService users;
    private final transient TeamService teams;
    private final transient CurrentActor currentActor;
    private final Grid<User> grid = new Grid<>();
    private final TextField search = new TextField();

    UsersView(UserService users, TeamService teams, CurrentActor currentActor) {
        this.users = users;
        this.teams = teams;
        this.currentActor = currentActor;
        addClassName("pt-page");
        Button invite = new Button(getTranslation("access.user.invite"), Icons.of("user-plus"), _ -> invite());
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        search.setPlaceholder(getTranslation("access.search"));
        search.setAriaLabel(getTranslation("access.search"));
        search.setClearButtonVisible(true);
        search.setPrefixComponent(Icons.of("search"));
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addClassName("ac-search");
        search.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                getUI().ifPresent(ui -> ui.navigate(
                        UsersView.class,
                        search.isEmpty() ? QueryParameters.empty() : QueryParameters.of("q", search.getValue())));
            }
        });
        Div tools = new Div(search);
        tools.addClassName("pt-row");
        setUpGrid();
        add(
                new PageHeader(getPageTitle())
                        .description(getTranslation("access.user.intro"))
                        .icon("users")
                        .actions(invite),
                tools,
                grid);
    }

    @Override
    public final String getPageTitle() {
        return getTranslation("access.user.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        search.setValue(
                event.getLocation().getQueryParameters().getSingleParameter("q").orElse(""));
        grid.getDataProvider().refreshAll();
    }

    private void setUpGrid() {
        grid.addComponentColumn(this::person)
                .setHeader(getTranslation("access.user.name"))
                .setWidth("15rem")
                .setFlexGrow(3);
        grid.addComponentColumn(user -> new EnumBadge(
                        getTranslation("access.role." + user.role()), user.role() == Role.ADMIN ? "purple" : "blue"))
                .setHeader(getTranslation("access.role"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addComponentColumn(this::status)
                .setHeader(getTranslation("access.user.status"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addComponentColumn(UsersView::chips)
                .setHeader(getTranslation("access.user.teams"))
                .setWidth("10rem")
                .setFlexGrow(2);
        grid.addComponentColumn(this::lastSeen)
                .setHeader(getTranslation("access.user.lastSeen"))
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.addComponentColumn(this::menu)
                .setHeader(new HiddenText(getTranslation("ui.column.actions")))
                .setWidth("4rem")
                .setFlexGrow(0)
                .setFrozenToEnd(true);
        grid.setItems(query -> users.search(search.getValue().strip(), query.getOffset(), query.getLimit()).stream());
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setEmptyStateComponent(new EmptyState(
                "users", getTranslation("access.user.empty.title"), getTranslation("access.user.empty.text")));
        grid.getElement().setAttribute("aria-label", getPageTitle());
        grid.setHeight("calc(100dvh - 15rem)");
        grid.setMinHeight("24rem");
    }

    private Component person(User user) {
        Avatar avatar = new Avatar(user.displayName());
        avatar.getElement().setAttribute("aria-hidden", "true");
        Span name = new Span(user.displayName());
        Span email = new Span(user.email());
        email.addClassName("ac-muted");
        Div texts = new Div(name, email);
        Div person = new Div(avatar, texts);
        person.addClassName("ac-person");
        return person;
    }

    private Component status(User user) {
        String color = switch (user.status()) {
            case ACTIVE -> "green";
            case INVITED -> "yellow";
            case DISABLED -> "lightGray";
        };
        Div badges = new Div(new EnumBadge(getTranslation("access.user.status." + user.status()), color));
        if (user.demo()) {
            badges.add(new EnumBadge(getTranslation("access.user.demo"), "turquoise"));
        }
        badges.addClassName("ac-chips");
        return badges;
    }

    private static Component chips(User user) {
        Div chips = new Div();
        chips.addClassName("ac-chips");
        user.teams().forEach(team -> chips.add(new EnumBadge(team, "lightGray")));
        return chips;
    }

    private Component lastSeen(User user) {
        Instant moment = user.lastSeenAt();
        return moment == null ? new Span(getTranslation("access.never")) : new RelativeTime(moment);
    }

    private Component menu(User user) {
        RowMenu menu = new RowMenu(user.displayName());
        menu.item("pencil", getTranslation("access.user.edit"), () -> edit(user));
        if (!user.demo()) {
            menu.item("key", getTranslation("access.user.password"), () -> newPassword(user));
        }
        boolean disabled = user.status() == UserStatus.DISABLED;
        menu.item(
                disabled ? "circle-check" : "lock",
                getTranslation(disabled ? "access.user.enable" : "access.user.disable"),
                () -> setStatus(user, disabled ? UserStatus.ACTIVE : UserStatus.DISABLED));
        menu.item("trash", getTranslation("ui.delete"), () -> delete(user));
        return menu;
    }

    private void invite() {
        UserFields fields = new UserFields(teams, true);
        new FormDialog(
                        getTranslation("access.user.invite"),
                        getTranslation("access.user.invite"),
                        () -> {
                            User user = users.invite(fields.invitation(), actor());
                            String password = users.resetPassword(user.email(), actor());
                            refresh(getTranslation("access.user.invited", user.email()));
                            new ShownOnce(getTranslation("access.user.password.for", user.email()))
                                    .with(getTranslation("access.login.password"), password)
                                    .open();
                        },
                        fields.components())
                .showing(fields::show)
                .open();
    }

    private void edit(User user) {
        UserFields fields = new UserFields(teams, false);
        fields.read(user);
        new FormDialog(
                        user.displayName(),
                        getTranslation("ui.save"),
                        () -> {
                            users.update(user.email(), fields.change(), actor());
                            refresh(getTranslation("access.user.saved", user.displayName()));
                        },
                        fields.components())
                .showing(fields::show)
                .open();
    }

    private void newPassword(User user) {
        ConfirmDialogs.ask(
                getTranslation("access.user.password.for", user.displayName()),
                getTranslation("access.user.password.text", user.displayName()),
                getTranslation("access.user.password"),
                () -> new ShownOnce(getTranslation("access.user.password.for", user.displayName()))
                        .with(getTranslation("access.login.password"), users.resetPassword(user.email(), actor()))
                        .open());
    }

    private void setStatus(User user, UserStatus status) {
        try {
            users.update(user.email(), new UserChange(null, null, null, status, null), actor());
            refresh(getTranslation("access.user.saved", user.displayName()));
        } catch (RuntimeException e) {
            Notices.failure(e);
        }
    }

    private void delete(User user) {
        ConfirmDialogs.delete(user.displayName(), getTranslation("access.user.delete.text"), () -> {
            users.delete(user.email(), actor());
            grid.getDataProvider().refreshAll();
        });
    }

    private void refresh(String notice) {
        grid.getDataProvider().refreshAll();
        Notices.success(notice);
    }

    private Actor actor() {
        return currentActor.require();
    }
}
