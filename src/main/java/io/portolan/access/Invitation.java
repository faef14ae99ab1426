package io.portolan.access;

import io.portolan.kernel.Role;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Somebody to be let in.
///
/// @param teams names or identifiers of teams
public record Invitation(String email, String firstName, String lastName, Role role, List<String> teams) {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\",;:\\\\]{1,64}@[A-Za-z0-9.-]{1,190}");

    public Invitation {
        email = email.strip().toLowerCase(Locale.ROOT);
        teams = List.copyOf(teams);
    }

    /// Reads the `invitee` of `POST /v1/users/invite`: a member unless `roles` says otherwise.
    public static Invitation of(ObjectNode body) {
        Fields outer = new Fields(body);
        if (!(body.get("invitee") instanceof ObjectNode invitee)) {
            if (body.has("invitee")) {
                outer.wrong("invitee", "must be object");
            } else {
                outer.wrong("", "must have required property 'invitee'");
            }
            outer.check();
            throw new AssertionError("unreachable");
        }
        Fields fields = new Fields(invitee, "/invitee");
        String email = fields.requiredText("email");
        if (!email.isBlank() && !isEmail(email)) {
            fields.wrong("email", "must match format \"email\"");
        }
        String firstName = fields.text("firstName");
        String lastName = fields.text("lastName");
        Role role = UserChange.role(fields);
        List<String> teams = fields.names("teams");
        fields.check();
        return new Invitation(
                email,
                firstName == null ? "" : firstName,
                lastName == null ? "" : lastName,
                role == null ? Role.MEMBER : role,
                teams == null ? List.of() : teams);
    }

    /// Whether the text looks like an e-mail address.
    public static boolean isEmail(String text) {
        return EMAIL.matcher(text.strip()).matches();
    }
}
