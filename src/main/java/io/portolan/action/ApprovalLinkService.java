package io.portolan.action;

import io.portolan.access.SignInThrottle;
import io.portolan.access.User;
import io.portolan.access.UserService;
import io.portolan.access.UserStatus;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Decides on a run by the link of a message, without a sign-in: the signature stands for the approver, for this one
/// decision. Rights are those of the moment. Whoever tries links that the portal has not signed is slowed down like
/// whoever guesses passwords.
@Service
public class ApprovalLinkService {

    private final ApprovalLinks links;
    private final ApprovalService approvals;
    private final ApprovalRows rows;
    private final RunRows runs;
    private final UserService users;
    private final SignInThrottle throttle;
    private final Clock clock;

    ApprovalLinkService(
            ApprovalLinks links,
            ApprovalService approvals,
            ApprovalRows rows,
            RunRows runs,
            UserService users,
            SignInThrottle throttle,
            Clock clock) {
        this.links = links;
        this.approvals = approvals;
        this.rows = rows;
        this.runs = runs;
        this.users = users;
        this.throttle = throttle;
        this.clock = clock;
    }

    /// How a link stands. Changes nothing. Throws [PortalException.RateLimited].
    ///
    /// @param address where the request comes from
    public LinkedApproval look(String token, String address) {
        return read(token, address).map(this::stateOf).orElseGet(() -> LinkedApproval.none(nothing()));
    }

    /// Decides, if the link still may. Throws [PortalException.RateLimited], and [PortalException.Invalid] with the
    /// pointer `/description` for a reason that is too long; then the link is still good.
    public LinkedApproval decide(String token, boolean approve, @Nullable String reason, String address) {
        ApprovalLinks.Link link = read(token, address).orElse(null);
        if (link == null) {
            return LinkedApproval.none(nothing());
        }
        LinkedApproval asked = stateOf(link);
        Actor approver = approver(link).orElse(null);
        if (asked.state() != LinkedApproval.State.ASKED || approver == null) {
            return asked;
        }
        try {
            ActionRun decided = approvals.decideByLink(link.question(), approve, reason, approver);
            return new LinkedApproval(
                    approve ? LinkedApproval.State.APPROVED : LinkedApproval.State.DECLINED,
                    decided,
                    approver.name(),
                    link.expiry());
        } catch (PortalException.Conflict | PortalException.Forbidden | PortalException.NotFound e) {
            // somebody was faster: the page says how it stands now
            return stateOf(link);
        } catch (PortalException.Invalid e) {
            LinkedApproval now = stateOf(link);
            if (now.state() == LinkedApproval.State.ASKED) {
                throw e;
            }
            return now;
        }
    }

    private LinkedApproval.State nothing() {
        return links.areOn() ? LinkedApproval.State.UNKNOWN : LinkedApproval.State.OFF;
    }

    private Optional<ApprovalLinks.Link> read(String token, String address) {
        if (!links.areOn()) {
            return Optional.empty();
        }
        String key = "approval link from " + address;
        throttle.attempt(address, key);
        Optional<ApprovalLinks.Link> link = links.read(token);
        link.ifPresent(genuine -> throttle.succeeded(address, key));
        return link;
    }

    private LinkedApproval stateOf(ApprovalLinks.Link link) {
        ActionRun run = runs.find(link.run()).orElse(null);
        if (run == null) {
            return LinkedApproval.none(LinkedApproval.State.UNKNOWN);
        }
        String name = users.find(link.approver()).map(User::displayName).orElse(link.approver());
        return new LinkedApproval(state(link, run), run, name, link.expiry());
    }

    private LinkedApproval.State state(ApprovalLinks.Link link, ActionRun run) {
        ApprovalRows.Question asked = link.question();
        if (rows.decidedBy(link.approver(), Set.of(run.id())).contains(asked)) {
            return LinkedApproval.State.USED;
        }
        if (run.status() == RunStatus.FAILURE && run.document().path("approval").isNull()) {
            return LinkedApproval.State.WITHDRAWN;
        }
        if (!clock.instant().isBefore(link.expiry())) {
            return LinkedApproval.State.EXPIRED;
        }
        if (run.status() != RunStatus.WAITING_FOR_APPROVAL
                || !StepApproval.question(run).equals(asked)) {
            return LinkedApproval.State.DECIDED;
        }
        boolean own = run.createdBy().equals(link.approver());
        return approver(link)
                .filter(approver -> approvals.mayDecide(run, approver))
                .map(approver -> LinkedApproval.State.ASKED)
                .orElse(own ? LinkedApproval.State.OWN : LinkedApproval.State.REFUSED);
    }

    private Optional<Actor> approver(ApprovalLinks.Link link) {
        return users.find(link.approver())
                .filter(user -> user.status() != UserStatus.DISABLED)
                .map(User::toActor);
    }
}
