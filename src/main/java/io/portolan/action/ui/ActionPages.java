package io.portolan.action.ui;

import com.vaadin.flow.router.QueryParameters;
import io.portolan.action.ActionRun;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Addresses of the pages of this room, without a leading slash.
public final class ActionPages {

    public static final String SELF_SERVICE = "self-service";
    public static final String RUNS = "runs";

    /// The editor with an action that is not stored yet; [#TEMPLATE] and [#BLUEPRINT] say what it begins with.
    static final String NEW = "self-service/new";

    /// Parameter of [#RUNS]: only those that wait for the reader's approval.
    static final String FOR_ME = "forMe";

    /// Parameter of [#SELF_SERVICE]: whose form to open.
    static final String ACTION = "action";

    /// Parameter of [#SELF_SERVICE]: what to open it for.
    static final String ENTITY = "entity";

    /// Parameter of [#SELF_SERVICE]: what to fill in, as JSURL or JSON (dialect section 5.8).
    static final String INPUTS = "actionInputs";

    /// Parameter of [#SELF_SERVICE]: the run whose inputs to fill in.
    static final String RUN = "run";

    static final String TEMPLATE = "template";
    static final String BLUEPRINT = "blueprint";

    private ActionPages() {}

    /// The self-service page with the form of an action open.
    public static String form(String action, @Nullable String entity) {
        String path = SELF_SERVICE + "?" + ACTION + "=" + encode(action);
        return entity == null ? path : path + "&" + ENTITY + "=" + encode(entity);
    }

    /// The same, filled in.
    static String form(String action, @Nullable String entity, ObjectNode inputs) {
        return inputs.isEmpty()
                ? form(action, entity)
                : form(action, entity) + "&" + INPUTS + "=" + encode(JsUrl.write(inputs));
    }

    /// Parameters of [#SELF_SERVICE] for the form of a run's action, filled in as it was then.
    static QueryParameters again(ActionRun run) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(ACTION, run.actionIdentifier());
        String entity = run.entity();
        if (entity != null) {
            parameters.put(ENTITY, entity);
        }
        parameters.put(RUN, run.id());
        return QueryParameters.simple(parameters);
    }

    public static String run(String id) {
        return RUNS + "/" + encode(id);
    }

    /// The runs of one action.
    public static String runsOf(String action) {
        return RUNS + "?action=" + encode(action);
    }

    /// The runs that wait for the reader's approval.
    public static String waiting() {
        return RUNS + "?" + FOR_ME + "=true";
    }

    static String editor(String action) {
        return "self-service/manage/" + encode(action);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
