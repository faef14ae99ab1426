package io.portolan.action;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent asks for (dialect section 5.3): webhooks go to those that say `WEBHOOK` or nothing about themselves,
/// runs for an integration only to the one that carries its name.
///
/// @param installation who asks; null when it does not say
/// @param method the type that it wants; null for what belongs to the installation
/// @param exclude identifiers of actions that it does not want
/// @param visibility how long a claim holds; null for a minute
/// @param workflows whether steps of workflows are wanted rather than runs of actions
public record AgentClaim(
        @Nullable String installation,
        @Nullable String method,
        int limit,
        List<String> exclude,
        @Nullable Duration visibility,
        boolean workflows) {

    private static final int MOST = 100;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /// How the execution agent for webhooks calls itself.
    private static final String WEBHOOK_AGENT = "_PORT_EXEC_AGENT";

    public AgentClaim {
        limit = Math.clamp(limit, 1, MOST);
        exclude = List.copyOf(exclude);
    }

    /// The integration whose runs are wanted; null for none.
    @Nullable
    String integration() {
        return InvocationType.WEBHOOK.name().equals(method) ? null : installation;
    }

    boolean webhooks() {
        return method == null
                ? installation == null || installation.equals(WEBHOOK_AGENT)
                : InvocationType.WEBHOOK.name().equals(method);
    }

    Duration holds() {
        Duration wanted = visibility;
        if (wanted == null) {
            return AgentService.CLAIM;
        }
        return wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    String agent() {
        return installation == null ? "an agent" : "\"" + installation + "\"";
    }
}
