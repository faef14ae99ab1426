package io.portolan.action;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.expression.ExpressionException;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Runs for agents: programs behind a firewall that fetch what they are to call, instead of being called (dialect
/// section 5.3), and integrations that carry out what is meant for them. A claim holds for a minute unless it says
/// otherwise; a run that is not acknowledged by then is given to the next who asks.
@Service
public class AgentService {

    static final Duration CLAIM = Duration.ofMinutes(1);

    private final RunRows runs;
    private final RunProgress progress;
    private final RunService service;
    private final Calls calls;
    private final Permissions permissions;
    private final Clock clock;

    AgentService(
            RunRows runs, RunProgress progress, RunService service, Calls calls, Permissions permissions, Clock clock) {
        this.runs = runs;
        this.progress = progress;
        this.service = service;
        this.calls = calls;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// The oldest runs that wait for an agent, each with its whole request, secrets included, under `payload`.
    @Transactional
    public List<ObjectNode> claim(AgentClaim claim, Actor agent) {
        permissions.require(agent, Permission.REPORT_RUNS);
        Instant until = clock.instant().plus(claim.holds());
        List<ObjectNode> claimed = new ArrayList<>();
        for (ActionRun run : runs.claimForAgent(claim, clock.instant(), until)) {
            ObjectNode json = run.toJson();
            try {
                json.set("payload", calls.current(run));
                progress.claimed(run.id(), claim.agent(), calls.shown(run, calls.definition(run)), until);
            } catch (ExpressionException e) {
                // one that cannot be sent any more keeps nobody from the others
                runs.acknowledge(run.id());
                service.end(run, "A template failed: " + e.getMessage(), Actor.system());
                continue;
            }
            json.put("pendingExecution", true);
            json.put("claimedUntil", Json.time(until));
            json.put("installationId", claim.installation());
            claimed.add(json);
        }
        return claimed;
    }

    /// The agent has these runs; gives how many of them were still waiting. [PortalException.Conflict] when none
    /// was.
    @Transactional
    public int acknowledge(List<String> ids, Actor agent) {
        permissions.require(agent, Permission.REPORT_RUNS);
        int acknowledged = 0;
        for (String id : ids) {
            if (runs.acknowledge(id)) {
                progress.fetched(id, agent.name());
                acknowledged++;
            }
        }
        if (acknowledged == 0) {
            throw new PortalException.Conflict("conflict", "None of these runs waits for an agent any more");
        }
        return acknowledged;
    }
}
