package io.portolan.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.ApiClient;
import io.portolan.access.ApiCredentials;
import io.portolan.access.CurrentActor;
import io.portolan.access.NewCredentials;
import io.portolan.kernel.Role;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.HiddenText;
import io.portolan.ui.Icons;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import jakarta.annotation.security.RolesAllowed;
import java.util.Objects;

/// The programs that may call the API. A secret is shown once, when it is made.
@Route("settings/credentials")
@RolesAllowed("ADMIN")
@CssImport("./access/access.css")
class CredentialsView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient ApiCredentials credentials;
    private final transient CurrentActor currentActor;
    private final Grid<ApiClient> grid = new Grid<>();

    CredentialsView(ApiCredentials credentials, CurrentActor currentActor) {
        this.credentials = credentials;
        this.currentActor = currentActor;
        addClassName("pt-page");
        Button create = new Button(getTranslation("access.client.create"), Icons.of("plus"), _ -> create());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        grid.addComponentColumn(this::name)
                .setHeader(getTranslation("access.client.name"))
                .setWidth("12rem")
                .setFlexGrow(2);
        grid.addComponentColumn(client -> new Code(client.clientId()))
                .setHeader(getTranslation("access.client.id"))
                .setWidth("18rem")
                .setFlexGrow(2);
        grid.addComponentColumn(client -> new EnumBadge(
                        getTranslation("access.role." + client.role()),
                        client.role() == Role.ADMIN ? "purple" : "blue"))
                .setHeader(getTranslation("access.role"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addComponentColumn(client -> new RelativeTime(client.createdAt()))
                .setHeader(getTranslation("access.client.created"))
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.addComponentColumn(this::menu)
                .setHeader(new HiddenText(getTranslation("ui.column.actions")))
                .setWidth("4rem")
                .setFlexGrow(0)
                .setFrozenToEnd(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.getElement().setAttribute("aria-label", getPageTitle());
        refresh();
        add(
                new PageHeader(getPageTitle())
                        .description(getTranslation("access.client.description"))
                        .icon("key")
                        .actions(create),
                grid);
    }

    @Override
    public final String getPageTitle() {
        return getTranslation("access.client.title");
    }

    private Component name(ApiClient client) {
        Div cell = new Div(new Span(client.name()));
        cell.addClassName("pt-row");
        if (client.organization()) {
            cell.add(new EnumBadge(getTranslation("access.client.organization"), "turquoise"));
        }
        return cell;
    }

    private Component menu(ApiClient client) {
        RowMenu menu = new RowMenu(client.name());
        menu.item("key", getTranslation("access.client.rotate"), () -> rotate(client));
        if (!client.organization()) {
            menu.item("trash", getTranslation("ui.delete"), () -> delete(client));
        }
        return menu;
    }

    private void rotate(ApiClient client) {
        ConfirmDialogs.ask(
                getTranslation("access.client.rotate.title", client.name()),
                getTranslation("access.client.rotate.text"),
                getTranslation("access.client.rotate"),
                () -> show(client.name(), credentials.rotate(client.clientId(), currentActor.require())));
    }

    private void delete(ApiClient client) {
        ConfirmDialogs.delete(client.name(), getTranslation("access.client.delete.text"), () -> {
            credentials.delete(client.clientId(), currentActor.require());
            refresh();
        });
    }

    private void create() {
        TextField name = new TextField(getTranslation("access.client.name"));
        name.setWidthFull();
        name.setAutofocus(true);
        name.setMaxLength(100);
        Select<Role> role = new Select<>();
        role.setLabel(getTranslation("access.role"));
        role.setItems(Role.values());
        role.setItemLabelGenerator(value -> getTranslation("access.role." + value));
        role.setValue(Role.MEMBER);
        role.setWidthFull();
        new FormDialog(
                        getTranslation("access.client.create"),
                        getTranslation("ui.save"),
                        () -> {
                            NewCredentials made = credentials.create(
                                    name.getValue(),
                                    Objects.requireNonNullElse(role.getValue(), Role.MEMBER),
                                    currentActor.require());
                            refresh();
                            show(name.getValue(), made);
                        },
                        name,
                        role)
                .showing((_, reason) -> {
                    name.setErrorMessage(reason);
                    name.setInvalid(true);
                })
                .open();
    }

    private void show(String name, NewCredentials made) {
        new ShownOnce(name)
                .with(getTranslation("access.client.id"), made.clientId())
                .with(getTranslation("access.client.secret"), made.clientSecret())
                .open();
    }

    private void refresh() {
        grid.setItems(credentials.all());
    }
}
