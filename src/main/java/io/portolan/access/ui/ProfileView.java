package io.portolan.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.access.User;
import io.portolan.access.UserService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/// Who the viewer is, and the viewer's own password.
@Route("settings/profile")
@PermitAll
@CssImport("./access/access.css")
class ProfileView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient UserService users;
    private final transient CurrentActor currentActor;
    private final PasswordField present = new PasswordField();
    private final PasswordField next = new PasswordField();
    private final PasswordField repeat = new PasswordField();

    ProfileView(UserService users, CurrentActor currentActor) {
        this.users = users;
        this.currentActor = currentActor;
        addClassName("pt-page");
        Actor actor = currentActor.require();
        Optional<User> user = users.find(actor.id());
        add(
                new PageHeader(getPageTitle())
                        .description(getTranslation("access.profile.description"))
                        .icon("user"),
                facts(actor));
        if (user.filter(User::hasPassword).isPresent()) {
            add(passwordCard());
        } else if (user.filter(User::demo).isPresent()) {
            add(new Paragraph(getTranslation("access.profile.noPassword")));
        }
    }

    @Override
    public final String getPageTitle() {
        return getTranslation("access.profile.title");
    }

    private Component facts(Actor actor) {
        Div teams = new Div();
        teams.addClassName("ac-chips");
        actor.teams().forEach(team -> teams.add(new EnumBadge(team, "lightGray")));
        String role = actor.isAdmin() ? "ADMIN" : "MEMBER";
        DescriptionList facts = new DescriptionList();
        facts.addClassName("pt-facts");
        fact(facts, "access.user.name", new Span(actor.name()));
        fact(facts, "access.user.email", new Span(actor.id()));
        fact(facts, "access.role", new EnumBadge(getTranslation("access.role." + role), "blue"));
        fact(facts, "access.user.teams", teams);
        Div card = new Div(facts);
        card.addClassName("pt-card");
        return card;
    }

    private Component passwordCard() {
        present.setLabel(getTranslation("access.profile.present"));
        present.getElement().setAttribute("autocomplete", "current-password");
        next.setLabel(getTranslation("access.profile.next"));
        next.setHelperText(getTranslation("access.profile.next.help"));
        next.getElement().setAttribute("autocomplete", "new-password");
        repeat.setLabel(getTranslation("access.profile.repeat"));
        repeat.getElement().setAttribute("autocomplete", "new-password");
        Button submit = new Button(getTranslation("access.profile.submit"), _ -> change());
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        Div form = new Div(present, next, repeat, submit);
        form.addClassName("ac-form");
        Div card = new Div(new H2(getTranslation("access.profile.password")), form);
        card.addClassName("pt-card");
        return card;
    }

    private void change() {
        List.of(present, next, repeat).forEach(field -> field.setInvalid(false));
        if (!next.getValue().equals(repeat.getValue())) {
            repeat.setErrorMessage(getTranslation("access.profile.repeat.wrong"));
            repeat.setInvalid(true);
            return;
        }
        Actor actor = currentActor.require();
        try {
            users.changePassword(actor.id(), present.getValue(), next.getValue(), actor);
            Notices.success(getTranslation("access.profile.changed"));
        } catch (PortalException.Invalid e) {
            e.violations().forEach(violation -> {
                PasswordField field = violation.pointer().equals("/present") ? present : next;
                field.setErrorMessage(violation.reason());
                field.setInvalid(true);
            });
        } catch (RuntimeException e) {
            Notices.failure(e);
        }
    }

    private void fact(DescriptionList facts, String labelKey, Component value) {
        facts.add(new DescriptionList.Term(getTranslation(labelKey)), new DescriptionList.Description(value));
    }
}
