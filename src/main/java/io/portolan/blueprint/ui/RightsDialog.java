package io.portolan.blueprint.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.tabs.TabSheet;
import io.portolan.access.Team;
import io.portolan.access.TeamService;
import io.portolan.access.User;
import io.portolan.access.UserService;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintPermissions;
import io.portolan.blueprint.BlueprintRights;
import io.portolan.blueprint.BlueprintRights.Right;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.Notices;
import io.portolan.ui.TabPanels;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who may read, register, change and delete the entities of a blueprint: as a form for the four rights, as JSON
/// for everything, single properties, relations and policies too.
class RightsDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient Blueprint blueprint;
    private final transient BlueprintPermissions permissions;
    private final transient TeamService teams;
    private final transient UserService users;
    private final transient Actor actor;
    private final Map<Right, Holders> blocks = new EnumMap<>(Right.class);
    private final CodeEditor code = new CodeEditor(CodeEditor.Language.JSON);
    private final TabSheet tabs = new TabPanels();
    private transient ObjectNode document;

    RightsDialog(
            Blueprint blueprint, BlueprintPermissions permissions, TeamService teams, UserService users, Actor actor) {
        this.blueprint = blueprint;
        this.permissions = permissions;
        this.teams = teams;
        this.users = users;
        this.actor = actor;
        this.document = permissions.of(blueprint.identifier());
        setHeaderTitle(Texts.get("blueprint.rights.title", blueprint.title()));
        setWidth("min(56rem, 96vw)");
        setCloseOnOutsideClick(false);
        Div form = new Div();
        form.addClassName("bp-rights");
        for (Right right : Right.values()) {
            Holders block = new Holders(right);
            blocks.put(right, block);
            form.add(block);
        }
        code.setMinLines(18);
        Div source = new Div(new Paragraph(Texts.get("blueprint.rights.json")), code);
        tabs.add(Texts.get("blueprint.rights.form"), form);
        tabs.add("JSON", source);
        tabs.addSelectedChangeListener(event -> {
            if (tabs.getSelectedIndex() == 1) {
                blocks.values().forEach(Holders::write);
                show();
            } else if (!read()) {
                tabs.setSelectedIndex(1);
            }
        });
        tabs.setWidthFull();
        add(tabs);
        show();
        Button save = new Button(Texts.get("ui.save"), event -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(Texts.get("ui.cancel"), event -> close()), save);
    }

    private void show() {
        blocks.values().forEach(Holders::read);
        code.setValue(Json.pretty(document));
    }

    /// Takes what stands in the editor; false when that is no JSON.
    private boolean read() {
        try {
            document = Json.parseObject(code.getValue());
            blocks.values().forEach(Holders::read);
            code.setMarks(List.of());
            return true;
        } catch (PortalException e) {
            Notices.error(e.reason());
            return false;
        }
    }

    private void save() {
        if (tabs.getSelectedIndex() == 1 && !read()) {
            return;
        }
        blocks.values().forEach(Holders::write);
        try {
            permissions.change(blueprint.identifier(), document, actor);
            Notices.success(Texts.get("blueprint.rights.saved", blueprint.title()));
            close();
        } catch (PortalException e) {
            Notices.error(e.reason());
        }
    }

    private ObjectNode block(Right right) {
        return document.withObject("/entities/" + right.wireName());
    }

    /// The fields of one right.
    private final class Holders extends Section {

        private static final long serialVersionUID = 1L;

        private final Right right;
        private final MultiSelectComboBox<String> roles =
                new MultiSelectComboBox<>(Texts.get("blueprint.rights.roles"));
        private final MultiSelectComboBox<String> teamsField =
                new MultiSelectComboBox<>(Texts.get("blueprint.rights.teams"));
        private final MultiSelectComboBox<String> usersField =
                new MultiSelectComboBox<>(Texts.get("blueprint.rights.users"));
        private final Checkbox owners = new Checkbox(Texts.get("blueprint.rights.owners"));

        private Holders(Right right) {
            this.right = right;
            String key = "blueprint.rights." + right.wireName();
            H3 title = new H3(Texts.get(key));
            title.setId("rights-" + right.wireName());
            getElement().setAttribute("aria-labelledby", "rights-" + right.wireName());
            String moderator = BlueprintRights.moderator(blueprint.identifier());
            roles.setItems(Role.ADMIN.wireName(), moderator, Role.MEMBER.wireName());
            roles.setItemLabelGenerator(role -> role.equals(moderator)
                    ? Texts.get("blueprint.rights.moderators")
                    : Texts.get("access.role." + Role.byWireName(role).orElse(Role.MEMBER)));
            teamsField.setItems(
                    query -> teams.search(query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream()
                            .map(Team::identifier));
            usersField.setItems(
                    query -> users.search(query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream()
                            .map(User::email));
            List.of(roles, teamsField, usersField)
                    .forEach(field -> field.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL));
            Div fields = new Div(roles, teamsField, usersField, owners);
            fields.addClassName("bp-rights-fields");
            Paragraph text = new Paragraph(Texts.get(key + ".text"));
            text.addClassName("pt-muted");
            add(title, text, fields);
        }

        private void read() {
            JsonNode block = block(right);
            roles.setValue(texts(block, "roles"));
            teamsField.setValue(texts(block, "teams"));
            usersField.setValue(texts(block, "users"));
            owners.setValue(block.path("ownedByTeam").asBoolean(false));
        }

        private void write() {
            ObjectNode block = block(right);
            block.set("roles", Json.strings(new ArrayList<>(roles.getValue())));
            block.set("teams", Json.strings(new ArrayList<>(teamsField.getValue())));
            block.set("users", Json.strings(new ArrayList<>(usersField.getValue())));
            block.put("ownedByTeam", owners.getValue());
        }
    }

    private static Set<String> texts(JsonNode block, String key) {
        return new LinkedHashSet<>(Json.texts(block.path(key)));
    }
}
