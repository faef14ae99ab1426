package io.portolan.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.access.Invitation;
import io.portolan.access.Team;
import io.portolan.access.TeamService;
import io.portolan.access.User;
import io.portolan.access.UserChange;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The fields for somebody invited or edited.
final class UserFields {

    private final EmailField email = new EmailField(Texts.get("access.user.email"));
    private final TextField first = new TextField(Texts.get("access.user.first"));
    private final TextField last = new TextField(Texts.get("access.user.last"));
    private final Select<Role> role = new Select<>();
    private final MultiSelectComboBox<Team> memberOf = new MultiSelectComboBox<>(Texts.get("access.user.teams"));
    private final TeamService teams;
    private final boolean invite;

    UserFields(TeamService teams, boolean invite) {
        this.teams = teams;
        this.invite = invite;
        role.setLabel(Texts.get("access.role"));
        role.setItems(Role.values());
        role.setItemLabelGenerator(value -> Texts.get("access.role." + value));
        role.setValue(Role.MEMBER);
        memberOf.setItemLabelGenerator(Team::name);
        memberOf.setItems(
                query -> teams.search(query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream());
        email.setRequiredIndicatorVisible(true);
        email.setAutofocus(true);
        List.of(email, first, last).forEach(field -> field.setWidthFull());
        role.setWidthFull();
        memberOf.setWidthFull();
    }

    Component[] components() {
        List<Component> list = new ArrayList<>();
        if (invite) {
            list.add(email);
        }
        list.addAll(List.of(first, last, role, memberOf));
        return list.toArray(Component[]::new);
    }

    void read(User user) {
        first.setValue(user.firstName());
        last.setValue(user.lastName());
        role.setValue(user.role());
        memberOf.setValue(user.teams().stream()
                .map(teams::find)
                .flatMap(java.util.Optional::stream)
                .toList());
    }

    Invitation invitation() {
        if (!Invitation.isEmail(email.getValue())) {
            throw new PortalException.Invalid("/email", Texts.get("access.login.name.missing"));
        }
        return new Invitation(
                email.getValue(), first.getValue().strip(), last.getValue().strip(), role(), teamIdentifiers());
    }

    UserChange change() {
        return new UserChange(first.getValue().strip(), last.getValue().strip(), role(), null, teamIdentifiers());
    }

    void show(String pointer, String reason) {
        if (pointer.equals("/email") && invite) {
            email.setErrorMessage(reason);
            email.setInvalid(true);
        } else {
            Notices.error(reason);
        }
    }

    private Role role() {
        return Objects.requireNonNullElse(role.getValue(), Role.MEMBER);
    }

    private List<String> teamIdentifiers() {
        return memberOf.getValue().stream().map(Team::identifier).toList();
    }
}
