package io.portolan.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.access.Secret;
import io.portolan.access.SecretService;
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

/// The organisation's secrets: values go in and never come out.
@Route("settings/secrets")
@RolesAllowed("ADMIN")
@CssImport("./access/access.css")
class SecretsView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient SecretService secrets;
    private final transient CurrentActor currentActor;
    private final Grid<Secret> grid = new Grid<>();

    SecretsView(SecretService secrets, CurrentActor currentActor) {
        this.secrets = secrets;
        this.currentActor = currentActor;
        addClassName("pt-page");
        grid.addComponentColumn(secret -> new Code(secret.name()))
                .setHeader(getTranslation("access.secret.name"))
                .setWidth("12rem")
                .setFlexGrow(1);
        grid.addColumn(secret -> Optional.ofNullable(secret.description()).orElse(""))
                .setHeader(getTranslation("access.secret.description"))
                .setWidth("12rem")
                .setFlexGrow(2);
        grid.addComponentColumn(secret -> new RelativeTime(secret.updatedAt()))
                .setHeader(getTranslation("access.secret.updated"))
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.addComponentColumn(this::menu)
                .setHeader(new HiddenText(getTranslation("ui.column.actions")))
                .setWidth("4rem")
                .setFlexGrow(0)
                .setFrozenToEnd(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setEmptyStateComponent(new EmptyState(
                "lock",
                getTranslation("access.secret.empty.title"),
                getTranslation("access.secret.empty.text"),
                createButton()));
        grid.getElement().setAttribute("aria-label", getPageTitle());
        grid.setMinHeight("24rem");
        refresh();
        add(
                new PageHeader(getPageTitle())
                        .description(getTranslation("access.secret.intro"))
                        .icon("lock")
                        .actions(createButton()),
                grid);
    }

    @Override
    public final String getPageTitle() {
        return getTranslation("access.secret.title");
    }

    private Button createButton() {
        Button create = new Button(getTranslation("access.secret.create"), Icons.of("plus"), _ -> edit(null));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        return create;
    }

    private Component menu(Secret secret) {
        RowMenu menu = new RowMenu(secret.name());
        menu.item("pencil", getTranslation("access.secret.replace"), () -> edit(secret));
        menu.item(
                "trash",
                getTranslation("ui.delete"),
                () -> ConfirmDialogs.delete(secret.name(), getTranslation("access.secret.delete.text"), () -> {
                    secrets.delete(secret.name(), currentActor.require());
                    refresh();
                }));
        return menu;
    }

    private void edit(@Nullable Secret secret) {
        TextField name = new TextField(getTranslation("access.secret.name"));
        name.setHelperText(getTranslation("access.secret.name.help"));
        name.setAutofocus(true);
        PasswordField value = new PasswordField(getTranslation("access.secret.value"));
        value.getElement().setAttribute("autocomplete", "off");
        TextField description = new TextField(getTranslation("access.secret.description"));
        name.setWidthFull();
        value.setWidthFull();
        description.setWidthFull();
        if (secret != null) {
            name.setVisible(false);
            value.setHelperText(getTranslation("access.secret.value.keep"));
            description.setValue(Optional.ofNullable(secret.description()).orElse(""));
        }
        new FormDialog(
                        secret == null ? getTranslation("access.secret.create") : secret.name(),
                        getTranslation("ui.save"),
                        () -> {
                            Secret saved = secret == null
                                    ? secrets.create(
                                            name.getValue().strip(),
                                            value.getValue(),
                                            description.getValue(),
                                            currentActor.require())
                                    : secrets.update(
                                            secret.name(),
                                            value.isEmpty() ? null : value.getValue(),
                                            description.getValue(),
                                            currentActor.require());
                            refresh();
                            Notices.success(getTranslation("access.secret.saved", saved.name()));
                        },
                        name,
                        value,
                        description)
                .showing((pointer, reason) -> {
                    boolean atValue = pointer.equals("/secretValue");
                    value.setErrorMessage(reason);
                    value.setInvalid(atValue);
                    name.setErrorMessage(reason);
                    name.setInvalid(!atValue);
                })
                .open();
    }

    private void refresh() {
        grid.setItems(secrets.all());
    }
}
