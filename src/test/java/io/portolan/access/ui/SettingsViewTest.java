package io.portolan.access.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.access.ApiCredentials;
import io.portolan.access.SecretService;
import io.portolan.access.UserService;
import io.portolan.access.UserStatus;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithMockUser;

@PortalTest
@WithMockUser(username = "boss@example.com", roles = "ADMIN")
class SettingsViewTest extends SpringBrowserlessTest {

    @Autowired
    private UserService users;

    @Autowired
    private SecretService secrets;

    @Autowired
    private ApiCredentials credentials;

    @Test
    void somebodyInvitedGetsAPasswordThatIsShownOnce() {
        String email = Names.unique("invited") + "@example.com";
        navigate(UsersView.class);
        press("Invite");
        test(field(EmailField.class, "E-mail")).setValue(email);
        pressLast("Invite");

        assertThat(users.require(email).status()).isEqualTo(UserStatus.INVITED);
        assertThat($(ShownOnce.class).all()).hasSize(1);
        assertThat($(Code.class).all().stream().map(Code::getText)).anyMatch(text -> text.length() == 20);
        pressLast("Close");
        assertThat($(ShownOnce.class).all()).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsRefusedBesideItsField() {
        navigate(UsersView.class);
        press("Invite");
        EmailField email = field(EmailField.class, "E-mail");
        email.setValue("nobody");
        pressLast("Invite");
        assertThat(email.isInvalid()).isTrue();
        assertThat($(FormDialog.class).all()).hasSize(1);
    }

    @Test
    void aSecretGoesInAndIsNowhereToBeSeen() {
        String name = Names.unique("VIEW_SECRET_");
        navigate(SecretsView.class);
        press("New secret");
        test(field(TextField.class, "Name")).setValue(name);
        test(field(PasswordField.class, "Value")).setValue("canary-in-view");
        pressLast("Save");

        assertThat(secrets.value(name)).contains("canary-in-view");
        assertThat(test($(Grid.class).single()).size()).isPositive();
        assertThat(UI.getCurrent().getElement().getTextRecursively()).doesNotContain("canary-in-view");
    }

    @Test
    void theClientIdIsShownAndTheSecretIsNot() {
        navigate(CredentialsView.class);
        String page = UI.getCurrent().getElement().getTextRecursively();
        assertThat(page).doesNotContain(credentials.signingSecret());
        Component clientId = test($(Grid.class).single()).getCellComponent(0, 1);
        assertThat(clientId)
                .isInstanceOfSatisfying(
                        Code.class,
                        code -> assertThat(code.getText())
                                .isEqualTo(credentials.organization().clientId()));
    }

    @Test
    @WithMockUser(username = "member@example.com", roles = "MEMBER")
    void membersSeeTheirProfileAndNoOtherSettings() {
        navigate(ProfileView.class);
        for (Class<? extends Component> view : List.of(
                UsersView.class, TeamsView.class, CredentialsView.class, SecretsView.class, OrganizationView.class)) {
            UI.getCurrent().navigate(view);
            assertThat(getCurrentView()).as(view.getSimpleName()).isNotInstanceOf(view);
        }
    }

    @Test
    @WithAnonymousUser
    void outsideExampleModeTheSignInPageOffersNoDemoUsers() {
        navigate(LoginView.class);
        assertThat($(NativeButton.class).all()).isEmpty();
    }

    private <T extends Component> T field(Class<T> type, String label) {
        return $(type).all().stream()
                .filter(field -> label.equals(field.getElement().getProperty("label")))
                .findFirst()
                .orElseThrow();
    }

    private void press(String label) {
        test($(Button.class).withText(label).all().getFirst()).click();
    }

    private void pressLast(String label) {
        test($(Button.class).withText(label).all().getLast()).click();
    }
}
