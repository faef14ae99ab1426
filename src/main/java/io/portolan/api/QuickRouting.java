package io.portolan.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/// Finds the route of a request among some two hundred patterns without asking each of them: one with another number of
/// segments, or with another word in one of them, is out at once. Whatever is left, and every path with `**` or an
/// expression in it, is decided as always. Otherwise a tenth of the time of a small request goes into this search.
class QuickRouting extends RequestMappingHandlerMapping {

    /// Compared by identity: a mapping computes its hash from all its conditions each time.
    private volatile Map<RequestMappingInfo, List<@Nullable String>> shapes = Map.of();

    /// What this thread looks for. Asking the request for each pattern is dear, as it is wrapped many times over.
    private final ThreadLocal<Sought> sought = new ThreadLocal<>();

    /// @param path elements of the path
    /// @param method null where routes of other methods serve it too
    private record Sought(
            List<PathContainer.Element> path, @Nullable RequestMethod method) {}

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        Map<RequestMappingInfo, List<@Nullable String>> found = new IdentityHashMap<>();
        getHandlerMethods().keySet().forEach(info -> found.put(info, shape(info)));
        shapes = found;
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String lookupPath, HttpServletRequest request)
            throws Exception {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            return super.lookupHandlerMethod(lookupPath, request);
        }
        RequestMethod method = RequestMethod.resolve(request.getMethod());
        // HEAD goes to GET, and OPTIONS is answered by the framework
        boolean others = method == RequestMethod.HEAD || method == RequestMethod.OPTIONS;
        sought.set(new Sought(
                ServletRequestPathUtils.getParsedRequestPath(request)
                        .pathWithinApplication()
                        .elements(),
                others ? null : method));
        try {
            return super.lookupHandlerMethod(lookupPath, request);
        } finally {
            sought.remove();
        }
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        Sought wanted = sought.get();
        boolean out = wanted != null && (isElsewhere(info, wanted) || isForOthers(info, wanted));
        return out ? null : super.getMatchingMapping(info, request);
    }

    private boolean isElsewhere(RequestMappingInfo info, Sought wanted) {
        List<@Nullable String> shape = shapes.get(info);
        return shape != null && !shape.isEmpty() && !fits(shape, wanted.path());
    }

    /// Whether it is for other methods only. What is said to a method that no route of a path is for, is decided
    /// elsewhere.
    private static boolean isForOthers(RequestMappingInfo info, Sought wanted) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return wanted.method() != null && !methods.isEmpty() && !methods.contains(wanted.method());
    }

    /// The words of a pattern, null where a variable stands; empty when it may be of any length or has several forms.
    private static List<@Nullable String> shape(RequestMappingInfo info) {
        PathPatternsRequestCondition condition = info.getPathPatternsCondition();
        if (condition == null || condition.getPatterns().size() != 1) {
            return List.of();
        }
        PathPattern pattern = condition.getFirstPattern();
        String text = pattern.getPatternString();
        if (!text.startsWith("/")
                || text.endsWith("/")
                || text.contains("*")
                || text.contains(":")
                || text.contains("?")) {
            return List.of();
        }
        List<@Nullable String> words = new ArrayList<>();
        for (String word : text.substring(1).split("/", -1)) {
            if (!word.contains("{")) {
                words.add(word);
            } else if (word.startsWith("{") && word.indexOf('}') == word.length() - 1) {
                words.add(null);
            } else {
                return List.of();
            }
        }
        return words;
    }

    /// Separators and segments take turns in a path.
    private static boolean fits(List<@Nullable String> shape, List<PathContainer.Element> path) {
        if (path.size() != 2 * shape.size()) {
            return false;
        }
        for (int i = 0; i < shape.size(); i++) {
            String word = shape.get(i);
            if (word != null
                    && path.get(2 * i + 1) instanceof PathContainer.PathSegment segment
                    && !word.equals(segment.valueToMatch())) {
                return false;
            }
        }
        return true;
    }
}
