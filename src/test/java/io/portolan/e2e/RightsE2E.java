package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.access.Invitation;
import io.portolan.access.UserService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// An administrator opens a kind to members in the builder; a member sees the buttons that this gives, and no
/// others.
class RightsE2E extends Journey {

    @Autowired
    private Api api;

    @Autowired
    private UserService users;

    private String service = "";
    private String member = "";

    @BeforeEach
    void aServiceAndAMember() {
        service = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","icon":"Microservice",
                 "schema":{"properties":{"lang":{"title":"Language","type":"string"}},"required":[]}}
                """.formatted(service)).expect(201);
        api.post("/v1/blueprints/" + service + "/entities", """
                {"identifier":"cart","title":"Cart","properties":{"lang":"go"}}
                """).expect(201);
        member = Names.unique("member") + "@example.org";
        users.invite(new Invitation(member, "Mia", "Member", Role.MEMBER, List.of()), Actor.system());
    }

    @Test
    void whatAnAdministratorOpensAMemberCanDo() {
        String password = users.resetPassword(member, Actor.system());
        signIn(member, password);
        open("entity/" + service + "/cart");
        page.getByText("go").first().waitFor();
        assertThat(page.getByRole(AriaRole.MENUITEM, named("Edit")).count()).isZero();

        anotherPerson();
        signInAsAdmin();
        open("builder/" + service);
        button("Permissions").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByText("Members of the owning team").first().waitFor();
        Screens.take(page, "builder-permissions");
        Locator change = dialog.getByRole(
                AriaRole.REGION,
                new Locator.GetByRoleOptions().setName("Change").setExact(true));
        Locator roles = change.getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("Roles"));
        choose(roles, "Member");
        roles.press("Escape");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                .click();
        page.getByText("The permissions of Service are saved").first().waitFor();
        assertThat(api.get("/v1/blueprints/" + service + "/permissions")
                        .expect(200)
                        .body()
                        .at("/permissions/entities/update/roles")
                        .toString())
                .contains("Member");

        anotherPerson();
        signIn(member, password);
        open("entity/" + service + "/cart");
        page.getByRole(AriaRole.MENUITEM, named("Edit")).first().waitFor();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private void anotherPerson() {
        page.context().clearCookies();
    }
}
