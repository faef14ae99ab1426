package io.portolan.sandbox;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the platform does for each kind of message. One job of a subject at a time; each job may be done again.
final class Jobs {

    /// What a job leaves behind.
    record Result(String summary, @Nullable String link) {}

    @FunctionalInterface
    interface Job {
        Result run(String run, String subject, JsonNode message) throws SQLException;
    }

    /// Jobs on things of one kind.
    ///
    /// @param subject the key of the message that names the thing
    /// @param names what such a name may look like
    record Family(String subject, Pattern names, Map<String, Job> jobs) {}

    private final Map<String, Family> families = new HashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final PortalClient portal;

    Jobs(PortalClient portal, List<Family> all) {
        this.portal = portal;
        all.forEach(family -> family.jobs().keySet().forEach(path -> families.put(path, family)));
    }

    boolean knows(String path) {
        return families.containsKey(path);
    }

    /// Does the job and ends the run, whatever happens.
    void work(String path, JsonNode message) {
        Family family = families.get(path);
        Job job = family == null ? null : family.jobs().get(path);
        if (family == null || job == null) {
            return;
        }
        String run = message.path("runId").asString("");
        String name = message.path(family.subject()).asString("");
        ReentrantLock lock = locks.computeIfAbsent(family.subject() + "/" + name, key -> new ReentrantLock());
        lock.lock();
        try {
            if (!family.names().matcher(name).matches()) {
                throw new IllegalArgumentException("The name \"" + name
                        + "\" is not possible: use 2 to 30 small letters, digits and single hyphens, a letter first");
            }
            Result result = job.run(run, name, message);
            portal.end(run, true, result.summary(), result.link());
        } catch (SQLException | RuntimeException e) {
            String reason = String.valueOf(e.getMessage());
            portal.log(run, "Failed: " + reason);
            portal.end(run, false, reason, null);
        } finally {
            lock.unlock();
        }
    }
}
