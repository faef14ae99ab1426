package io.portolan.action;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Service;

/// The log of a run for reading, however long it is: by position, by search, or whole as a stream. Nothing here holds
/// more than one page of lines.
@Service
public class RunLogs {

    /// Longest message in a page, in characters; what is cut ends with an ellipsis. A stream has messages whole.
    public static final int LONGEST = 4_000;

    /// Most lines that a search finds.
    public static final int MOST_FOUND = 10_000;

    private static final int MOST_AT_ONCE = 1_000;
    private static final int BATCH = 1_000;

    private final RunRows runs;
    private final RunTraceRows traces;
    private final Permissions permissions;

    RunLogs(RunRows runs, RunTraceRows traces, Permissions permissions) {
        this.runs = runs;
        this.traces = traces;
        this.permissions = permissions;
    }

    /// How far the log has come.
    ///
    /// @param count how many lines there are
    /// @param last number of the last one; 0 for none
    public record Extent(int count, long last) {
        public static final Extent NOTHING = new Extent(0, 0);
    }

    /// What a whole log is written as.
    public enum Format {
        /// A moment (ISO 8601, UTC), a blank and the message on each line.
        TEXT,
        /// A JSON object on each line, [RunLog#toJson()].
        NDJSON
    }

    /// The extent now, counted on from one that is known. Throws [PortalException.NotFound], also when the actor
    /// may not see the run.
    public Extent extent(String run, Extent known, Actor actor) {
        require(run, actor);
        RunTraceRows.Tail fresh = traces.tail(run, known.last());
        return new Extent(known.count() + fresh.count(), fresh.last());
    }

    /// Lines by position, oldest first, at most 1,000. Throws as [#extent].
    public List<RunLog> page(String run, Extent extent, int offset, int limit, Actor actor) {
        require(run, actor);
        int size = Math.clamp(limit, 0, MOST_AT_ONCE);
        return traces.linesAt(
                run, Math.max(0, offset), size, new RunTraceRows.Tail(extent.count(), extent.last()), LONGEST);
    }

    /// Lines by their numbers, oldest first, at most 1,000. Throws as [#extent].
    public List<RunLog> lines(String run, List<Long> ids, Actor actor) {
        require(run, actor);
        return traces.lines(run, ids.subList(0, Math.min(ids.size(), MOST_AT_ONCE)), LONGEST);
    }

    /// Numbers of the lines after one, within the extent, that contain a text in any case, oldest first; at most
    /// `most`. Throws as [#extent].
    public List<Long> find(String run, String text, long after, Extent extent, int most, Actor actor) {
        require(run, actor);
        return traces.matching(run, text, after, extent.last(), Math.clamp(most, 0, MOST_FOUND));
    }

    /// Writes the log as it stands now, whole. Throws as [#extent], before anything is written.
    public void write(String run, Format format, Appendable out, Actor actor) throws IOException {
        long last = extent(run, Extent.NOTHING, actor).last();
        long after = 0;
        while (after < last) {
            List<RunLog> batch = traces.logs(run, after, BATCH);
            if (batch.isEmpty()) {
                return;
            }
            for (RunLog line : batch) {
                after = line.id();
                if (after > last) {
                    return;
                }
                String text = format == Format.NDJSON
                        ? Json.write(line.toJson())
                        : Json.time(line.at()) + " " + line.message();
                out.append(text).append('\n');
            }
        }
    }

    private void require(String run, Actor actor) {
        permissions.require(actor, Permission.READ_CATALOG);
        if (!runs.mayView(run, actor)) {
            throw new PortalException.NotFound("Run", run);
        }
    }
}
