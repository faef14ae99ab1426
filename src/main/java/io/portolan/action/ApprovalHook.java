package io.portolan.action;

import io.portolan.access.ApiCredentials;
import io.portolan.expression.ExpressionException;
import io.portolan.expression.Template;
import io.portolan.kernel.Json;
import io.portolan.outbound.OutboundClient;
import io.portolan.outbound.OutboundException;
import io.portolan.outbound.OutboundRequest;
import io.portolan.outbound.OutboundResponse;
import io.portolan.outbound.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells approvers by a webhook, signed as those of runs are. Its address may hold templates, such as
/// `{{ .secrets.SLACK_HOOK }}`.
@Component
class ApprovalHook {

    private final OutboundClient client;
    private final ApiCredentials credentials;
    private final RunData data;
    private final Clock clock;

    ApprovalHook(OutboundClient client, ApiCredentials credentials, RunData data, Clock clock) {
        this.client = client;
        this.credentials = credentials;
        this.data = data;
        this.clock = clock;
    }

    /// Throws [ApprovalMail.Undelivered].
    void send(ApprovalNotice notice, ApprovalChannel channel) throws ApprovalMail.Undelivered {
        String step = StepApproval.key(notice.run());
        String id = notice.run().id() + (step.isEmpty() ? "" : "-" + step) + "-approval-" + notice.number();
        byte[] body = Json.write(
                        channel.kind() == ApprovalChannel.Kind.SLACK
                                ? notice.slack(channel.links())
                                : notice.json(channel.links()))
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.putAll(WebhookSigner.headers(credentials.signingSecret(), id, clock.instant(), body));
        try {
            String url = Template.compile(channel.url()).renderText(data.of(notice.run(), true));
            OutboundResponse response = client.send(new OutboundRequest("POST", url, headers, body));
            int status = response.status();
            if (!response.isSuccess()) {
                throw new ApprovalMail.Undelivered("it answered " + status, status == 429 || status >= 500);
            }
        } catch (OutboundException e) {
            throw new ApprovalMail.Undelivered(String.valueOf(e.getMessage()), e.isRetryable());
        } catch (ExpressionException e) {
            throw new ApprovalMail.Undelivered("the template of its address failed", false);
        }
    }
}
