package io.portolan.action.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.portolan.access.Team;
import io.portolan.access.TeamService;
import io.portolan.access.User;
import io.portolan.access.UserService;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import io.portolan.ui.CodeEditor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who may run an action, or who approves its runs: roles, teams, users, and a policy.
class RightsBlock extends Section {

    private static final long serialVersionUID = 1L;

    private final transient ActionDraft draft;
    private final String name;
    private final MultiSelectComboBox<String> roles = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<String> teams = new MultiSelectComboBox<>();
    private final MultiSelectComboBox<String> users = new MultiSelectComboBox<>();
    private final Checkbox owners = new Checkbox();
    private final CodeEditor policy = new CodeEditor(CodeEditor.Language.JSON);

    /// @param name `execute` or `approve`
    RightsBlock(ActionDraft draft, String name, TeamService teamService, UserService userService) {
        this.draft = draft;
        this.name = name;
        ObjectNode block = block();
        String heading = getTranslation("action.rights." + name);
        setAriaLabel(heading);
        roles.setLabel(getTranslation("blueprint.rights.roles"));
        teams.setLabel(getTranslation("blueprint.rights.teams"));
        users.setLabel(getTranslation("blueprint.rights.users"));
        owners.setLabel(getTranslation("blueprint.rights.owners"));
        policy.setLabel(getTranslation("action.rights.policy"));
        policy.setHelperText(getTranslation("action.rights.policy." + name));
        policy.setMinLines(4);
        Set<String> offered = new LinkedHashSet<>(List.of(Role.ADMIN.wireName(), Role.MEMBER.wireName()));
        offered.addAll(Json.texts(block.path("roles")));
        roles.setItems(offered);
        teams.setItems(
                query -> teamService.search(query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream()
                        .map(Team::identifier));
        users.setItems(
                query -> userService.search(query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream()
                        .map(User::email));
        roles.setValue(texts(block, "roles"));
        teams.setValue(texts(block, "teams"));
        users.setValue(texts(block, "users"));
        owners.setValue(block.path("ownedByTeam").booleanValue(false));
        owners.setVisible(name.equals("execute"));
        JsonNode present = block.path("policy");
        policy.setValue(present.isObject() ? Json.pretty(present) : "");
        List.of(roles, teams, users).forEach(field -> {
            field.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
            field.addValueChangeListener(event -> write());
        });
        owners.addValueChangeListener(event -> write());
        policy.addValueChangeListener(event -> write());
        Div fields = new Div(roles, teams, users, owners);
        fields.addClassName("act-rights");
        Paragraph text = new Paragraph(getTranslation("action.rights." + name + ".text"));
        text.addClassName("pt-muted");
        add(new H2(heading), text, fields, policy);
    }

    private ObjectNode block() {
        return ActionDraft.object(draft.rights(), name);
    }

    private static Set<String> texts(ObjectNode block, String key) {
        return new LinkedHashSet<>(Json.texts(block.path(key)));
    }

    private void write() {
        ObjectNode block = block();
        block.set("roles", Json.strings(new ArrayList<>(roles.getValue())));
        block.set("teams", Json.strings(new ArrayList<>(teams.getValue())));
        block.set("users", Json.strings(new ArrayList<>(users.getValue())));
        if (name.equals("execute")) {
            block.put("ownedByTeam", owners.getValue());
        }
        try {
            policy.setMarks(List.of());
            policy.setInvalid(false);
            draft.read(name, null);
            if (policy.getValue().isBlank()) {
                block.putNull("policy");
            } else {
                block.set("policy", Json.parseObject(policy.getValue()));
            }
        } catch (PortalException.Malformed e) {
            policy.mark(e);
            wrong(e.reason());
        } catch (PortalException.Invalid e) {
            wrong(e.reason());
        }
        draft.touched();
    }

    private void wrong(String reason) {
        policy.setErrorMessage(reason);
        policy.setInvalid(true);
        draft.read(name, reason);
    }
}
