package io.portolan.access;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Records who came in, who was turned away and who was refused a right. Each record stands in a transaction of its
/// own,
/// because what was refused is rolled back.
@Service
public class SignInLog {

    private static final int MAX_TEXT = 200;

    private final ChangeLog changes;

    SignInLog(ChangeLog changes) {
        this.changes = changes;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void signedIn(Actor actor, String address) {
        changes.append(
                NewChange.event(ChangeKind.SIGNED_IN, actor.id(), Json.object().put("address", address)), actor);
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void signedOut(Actor actor) {
        changes.append(NewChange.event(ChangeKind.SIGNED_OUT, actor.id(), Json.object()), actor);
    }

    /// @param account what was typed as the name
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void refused(String account, String address, Origin origin) {
        String name = printable(account);
        Actor unknown = Actor.user(name, name, Set.of(), List.of(), origin);
        changes.append(
                NewChange.event(ChangeKind.SIGN_IN_REFUSED, name, Json.object().put("address", address)), unknown);
    }

    /// @param what method and path, or the view
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void denied(Actor actor, String what) {
        changes.append(
                NewChange.event(
                        ChangeKind.ACCESS_DENIED, actor.id(), Json.object().put("request", printable(what))),
                actor);
    }

    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= MAX_TEXT ? clean : clean.substring(0, MAX_TEXT);
    }
}
