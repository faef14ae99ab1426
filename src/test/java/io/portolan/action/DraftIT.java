package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.access.Permissions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.Role;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/// What is filled into a form is kept for its author, without secrets and within bounds.
@PortalTest
class DraftIT {

    @Autowired
    DraftService drafts;

    @Autowired
    DraftRows rows;

    @Autowired
    ActionService actions;

    @Autowired
    Permissions permissions;

    @Autowired
    Clock clock;

    private final Actor ann = member();
    private final String action = Names.unique("form");

    @BeforeEach
    void define() {
        actions.create(Json.parseObject("""
                {"identifier": "%s", "trigger": {"type": "self-service", "operation": "CREATE",
                   "userInputs": {"properties": {"name": {"type": "string"},
                     "key": {"type": "string", "encryption": "aes256-gcm"}}}},
                 "invocationMethod": {"type": "WEBHOOK", "url": "https://example.com/x"}}""".formatted(action)), Actor.system());
    }

    private static Actor member() {
        String email = Names.unique("ann") + "@example.com";
        return Actor.user(email, "Ann", Set.of(Role.MEMBER), List.of(), Origin.UI);
    }

    private static ObjectNode values(String name) {
        return Json.object().put("name", name).put("key", "open sesame").put("other", 1);
    }

    @Test
    void aDraftBelongsToItsAuthorAndEntityAndHoldsNoSecret() {
        drafts.save(actions.require(action), "shop", values("first"), null, ann);
        drafts.save(actions.require(action), "shop", values("second"), null, ann);
        Draft draft = drafts.find(actions.require(action), "shop", ann).orElseThrow();
        assertThat(draft.properties()).isEqualTo(Json.object().put("name", "second"));
        assertThat(drafts.find(actions.require(action), null, ann)).isEmpty();
        assertThat(drafts.find(actions.require(action), "shop", member())).isEmpty();
        drafts.discard(actions.require(action), "shop", ann);
        assertThat(drafts.find(actions.require(action), "shop", ann)).isEmpty();
    }

    @Test
    void nothingTooLargeTooOldOrTooManyIsKept() {
        drafts.save(actions.require(action), null, values("x".repeat(DraftService.MOST_BYTES)), null, ann);
        assertThat(drafts.find(actions.require(action), null, ann)).isEmpty();

        for (int i = 0; i <= DraftService.MOST_PER_PERSON; i++) {
            drafts.save(actions.require(action), "e" + i, values("n"), null, ann);
        }
        assertThat(drafts.find(actions.require(action), "e0", ann)).isEmpty();
        assertThat(drafts.find(actions.require(action), "e1", ann)).isPresent();

        DraftService later = new DraftService(rows, permissions, Clock.offset(clock, Duration.ofDays(31)));
        assertThat(later.find(actions.require(action), "e1", ann)).isEmpty();
    }
}
