package io.portolan.action;

import io.portolan.access.SecretBox;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Makes and reads the links by which an approver decides from a message: `<payload>.<signature>`, both base64url.
/// The payload names the run, the end of the link, the step that asks and the approver; the signature is an
/// HMAC-SHA256 under a key of the portal made for nothing else. A link says who may be asked, never what was decided.
@Component
class ApprovalLinks {

    /// No link lives longer, however long the run waits.
    static final Duration LONGEST = Duration.ofDays(7);

    private static final String PURPOSE = "approval links v1";
    private static final int MOST_CHARACTERS = 1_000;
    private static final int FIELDS = 4;

    private final SecretBox box;
    private final ApprovalDeadlines deadlines;
    private final ActionSettings settings;
    private final Clock clock;

    ApprovalLinks(SecretBox box, ApprovalDeadlines deadlines, ActionSettings settings, Clock clock) {
        this.box = box;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    /// What a genuine link says.
    ///
    /// @param step the step of the run that asks; empty when the run as a whole does
    record Link(String run, String step, String approver, Instant expiry) {

        /// The one that it answers, and no other of the run.
        ApprovalRows.Question question() {
            return new ApprovalRows.Question(run, step);
        }
    }

    boolean areOn() {
        return settings.approvals().links();
    }

    /// The address for each approver, good from now on; empty when links are switched off.
    Map<String, String> addresses(ActionRun run, List<String> approvers) {
        Map<String, String> addresses = new LinkedHashMap<>();
        if (areOn()) {
            Instant expiry = expiry(run);
            String step = StepApproval.key(run);
            approvers.forEach(approver ->
                    addresses.put(approver, settings.approvalPage(token(new Link(run.id(), step, approver, expiry)))));
        }
        return addresses;
    }

    /// When a link that is made now ends: with the wait for the approval, or after [#LONGEST].
    Instant expiry(ActionRun run) {
        Instant latest = clock.instant().plus(LONGEST);
        Instant end = deadlines.expiry(run);
        return end == null || end.isAfter(latest) ? latest : end;
    }

    String token(Link link) {
        String payload = String.join(
                "\n", link.run(), Long.toString(link.expiry().getEpochSecond()), link.step(), link.approver());
        return encode(payload.getBytes(StandardCharsets.UTF_8)) + "." + encode(box.sign(PURPOSE, payload));
    }

    /// Empty for what the portal has not signed; the end is for the caller to look at.
    Optional<Link> read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            String payload = new String(bytes, StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(box.sign(PURPOSE, payload), signature)) {
                return Optional.empty();
            }
            String[] fields = payload.split("\n", FIELDS);
            return Optional.of(
                    new Link(fields[0], fields[2], fields[3], Instant.ofEpochSecond(Long.parseLong(fields[1]))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
