package io.portolan.action;

import io.portolan.kernel.Json;
import org.springframework.stereotype.Component;

/// Leaves a run to the integration that its method names, which asks for it when it likes (dialect section 5.3): the
/// portal needs no way into the network that the integration lives in.
@Component
class IntegrationInvoker implements Invoker {

    @Override
    public boolean handles(InvocationType type) {
        return type == InvocationType.INTEGRATION_ACTION;
    }

    @Override
    public Outcome invoke(Invocation invocation) {
        String installation = Json.text(invocation.method(), "installationId");
        return installation == null || installation.isBlank()
                ? Outcome.failed(null, "The action names no integration after its templates were rendered")
                : new Outcome.Fetched(installation, "The run waits for the integration \"" + installation + "\"");
    }
}
