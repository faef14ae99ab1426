package io.portolan.action;

import io.portolan.access.Invitation;
import io.portolan.access.User;
import io.portolan.access.UserService;
import io.portolan.access.UserStatus;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// Who is told that a run waits: the users that the lists of approvers name, themselves or by team or role, and the
/// administrators where nobody is named. Whoever a policy adds finds the run in the interface (dialect section 5.6).
@Component
class ApprovalRecipients {

    /// More are not written to.
    static final int MOST = 50;

    private final ActionService actions;
    private final UserService users;
    private final ApprovalRows rows;

    ApprovalRecipients(ActionService actions, UserService users, ApprovalRows rows) {
        this.actions = actions;
        this.users = users;
        this.rows = rows;
    }

    /// Without whoever started the run, unless the action lets them decide, and those who have already agreed.
    List<User> of(ActionRun run) {
        return of(run, Optional.empty());
    }

    /// The same where a policy, if there is one, says who.
    ///
    /// @param byPolicy e-mails of those whom it lets approve
    List<User> of(ActionRun run, Optional<Set<String>> byPolicy) {
        Action action = StepApproval.action(run, actions.find(run.actionIdentifier()));
        Set<String> named = new HashSet<>(action.permissions().approverPrincipals());
        Collection<String> decided = rows.approvedBy(run.id(), StepApproval.key(run));
        Predicate<User> asked = byPolicy.<Predicate<User>>map(emails -> user -> emails.contains(user.email()))
                .orElseGet(() -> named.isEmpty()
                        ? user -> user.toActor().isAdmin()
                        : user -> !Collections.disjoint(named, ActionPermissions.principals(user.toActor())));
        return users.all().stream()
                .filter(user -> user.status() != UserStatus.DISABLED && !User.isServiceAccount(user.email()))
                .filter(user -> Invitation.isEmail(user.email()))
                .filter(user -> !decided.contains(user.email()))
                .filter(user -> action.allowsOwnApproval() || !user.email().equals(run.createdBy()))
                .filter(asked)
                .limit(MOST)
                .toList();
    }
}
