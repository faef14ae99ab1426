package io.portolan.action.ui;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Addresses of the pages of this room, without a leading slash.
public final class ActionPages {

    public static final String SELF_SERVICE = "self-service";
    public static final String RUNS = "runs";

    /// The editor with an action that is not stored yet; [#TEMPLATE] and [#BLUEPRINT] say what it begins with.
    static final String NEW = "self-service/new";

    /// Parameter of [#RUNS]: only those that wait for the reader's approval.
    static final String FOR_ME = "forMe";

    static final String TEMPLATE = "template";
    static final String BLUEPRINT = "blueprint";

    private ActionPages() {}

    /// The self-service page with the form of an action open.
    public static String form(String action, @Nullable String entity) {
        String path = SELF_SERVICE + "?action=" + encode(action);
        return entity == null ? path : path + "&entity=" + encode(entity);
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
