package io.portolan.changelog;

import io.portolan.changelog.DeliveryRows.Delivery;
import io.portolan.kernel.PortalException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

/// Works the deliveries: one background thread claims what is due, each delivery runs on a virtual thread of its own.
///
/// Started after everything else and stopped before it; a delivery in work at a graceful stop is finished, one cut off
/// by a kill is claimed again when its lease has run out. Any number of nodes may run one each.
///
/// Settings: `portolan.dispatcher.background` (default true; tests set false and call [#drain()]),
/// `portolan.dispatcher.workers` (default 16, deliveries at a time on this node), `portolan.dispatcher.per-lane`
/// (default 8, of one lane on all nodes; what calls a slow target leaves room for the rest),
/// `portolan.dispatcher.lease` (default `15s`).
@Service
public class ChangeDispatcher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeDispatcher.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final int DRAIN_BATCH = 50;

    private final DeliveryRows deliveries;
    private final ChangeRows changes;
    private final Consumers consumers;
    private final Clock clock;
    private final boolean background;
    private final int perLane;
    private final Duration lease;
    private final Set<Long> inWork = ConcurrentHashMap.newKeySet();
    private final Queue<Delivery> finished = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Semaphore signal = new Semaphore(0);
    private final Semaphore free;
    private volatile @Nullable Thread loop;

    ChangeDispatcher(
            DeliveryRows deliveries,
            ChangeRows changes,
            Consumers consumers,
            Clock clock,
            @Value("${portolan.dispatcher.background:true}") boolean background,
            @Value("${portolan.dispatcher.workers:16}") int workers,
            @Value("${portolan.dispatcher.per-lane:8}") int perLane,
            @Value("${portolan.dispatcher.lease:15s}") Duration lease) {
        this.deliveries = deliveries;
        this.changes = changes;
        this.consumers = consumers;
        this.clock = clock;
        this.background = background;
        this.perLane = perLane;
        this.lease = lease;
        this.free = new Semaphore(workers);
    }

    /// Works on the calling thread, in the order of the changes, until nothing is due, including what the work itself
    /// brings about. For tests. Returns how many deliveries were tried.
    public int drain() {
        int tried = 0;
        while (true) {
            List<Delivery> claimed = deliveries.claim(clock.instant(), lease, DRAIN_BATCH, DRAIN_BATCH);
            if (claimed.isEmpty()) {
                return tried;
            }
            Map<Long, Change> subjects =
                    changes.findAll(claimed.stream().map(Delivery::changeId).toList());
            claimed.stream()
                    .sorted(java.util.Comparator.comparingLong(Delivery::changeId))
                    .filter(delivery -> work(delivery, subjects.get(delivery.changeId())))
                    .forEach(delivery -> deliveries.done(List.of(delivery)));
            tried += claimed.size();
        }
    }

    /// Deliveries that were put aside, newest first; `before` is the id to continue below.
    public List<DeadDelivery> deadLetters(@Nullable Long before, int limit) {
        return deliveries.dead(before, limit);
    }

    /// Has a put-aside delivery tried afresh. Throws [PortalException.NotFound] when it is not among them.
    public void replay(long id) {
        String consumer = deliveries
                .revive(id, clock.instant())
                .orElseThrow(() -> new PortalException.NotFound("Dead delivery", Long.toString(id)));
        LOG.info("Delivery {} to {} is tried again on request", id, consumer);
        wake();
    }

    /// There may be work: look now rather than at the next poll.
    void wake() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    @Override
    public void start() {
        if (background && running.compareAndSet(false, true)) {
            loop = Thread.ofPlatform().name("change-dispatcher").daemon().start(this::loop);
        }
    }

    @Override
    public void stop() {
        if (!running.compareAndSet(true, false)) {
            return;
        }
        wake();
        try {
            Thread thread = loop;
            if (thread != null) {
                thread.join(STOP_PATIENCE);
            }
            long end = System.nanoTime() + STOP_PATIENCE.toNanos();
            deliveries.extend(Set.copyOf(inWork), lease);
            forgetFinished();
            while (!inWork.isEmpty() && System.nanoTime() < end) {
                signal.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                forgetFinished();
            }
            if (!inWork.isEmpty()) {
                LOG.warn("{} deliveries were still in work at the stop; they will be tried again", inWork.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    /// Starts last and stops first, before the web server: whoever reacts needs everything else.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private void loop() {
        long extended = System.nanoTime();
        while (running.get()) {
            try {
                if (System.nanoTime() - extended > lease.toNanos() / 3) {
                    deliveries.extend(Set.copyOf(inWork), lease);
                    extended = System.nanoTime();
                }
                forgetFinished();
                startSome();
                // A worker that finishes signals too, since the next of its key may go now.
                signal.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                signal.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Cannot look for deliveries; trying again: {}", e.toString());
                pause();
            }
        }
    }

    /// All that have finished since the last look, with one statement: a busy portal has many of them.
    private void forgetFinished() {
        List<Delivery> over = List.copyOf(finished);
        if (!over.isEmpty()) {
            deliveries.done(over);
            finished.removeAll(Set.copyOf(over));
            over.forEach(delivery -> inWork.remove(delivery.id()));
        }
    }

    private void startSome() {
        int room = free.availablePermits();
        if (room == 0) {
            return;
        }
        List<Delivery> claimed = deliveries.claim(clock.instant(), lease, room, perLane);
        Map<Long, Change> subjects =
                changes.findAll(claimed.stream().map(Delivery::changeId).toList());
        for (Delivery delivery : claimed) {
            if (!inWork.add(delivery.id())) {
                continue;
            }
            free.acquireUninterruptibly();
            Thread.ofVirtual().name("delivery-" + delivery.id()).start(() -> {
                boolean over = false;
                try {
                    over = work(delivery, subjects.get(delivery.changeId()));
                } finally {
                    if (over) {
                        finished.add(delivery);
                    } else {
                        inWork.remove(delivery.id());
                    }
                    free.release();
                    wake();
                }
            });
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the delivery is over and can be forgotten; one that failed is settled already.
    private boolean work(Delivery delivery, @Nullable Change change) {
        try {
            if (change == null) {
                throw new IllegalStateException("Change " + delivery.changeId() + " is gone");
            }
            ChangeConsumer consumer = consumers
                    .find(delivery.consumer())
                    .orElseThrow(() -> new IllegalStateException(
                            "There is no consumer named " + delivery.consumer() + " any more"));
            consumer.handle(change);
            return true;
        } catch (Exception | LinkageError | StackOverflowError e) {
            settle(delivery, e);
            return false;
        }
    }

    private void settle(Delivery delivery, Throwable error) {
        boolean dead = delivery.attempts() >= Retry.MAX_ATTEMPTS;
        String reason = Retry.describe(error);
        if (dead) {
            LOG.error(
                    "Delivery {} of change {} to {} is put aside",
                    delivery.id(),
                    delivery.changeId(),
                    delivery.consumer(),
                    error);
        } else {
            LOG.warn(
                    "Delivery {} of change {} to {} failed (attempt {}): {}",
                    delivery.id(),
                    delivery.changeId(),
                    delivery.consumer(),
                    delivery.attempts(),
                    reason);
        }
        try {
            var due = dead ? clock.instant() : clock.instant().plus(Retry.delay(delivery.attempts()));
            deliveries.failed(delivery, due, dead, reason);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Cannot record the failure of delivery {}; its lease will run out: {}",
                    delivery.id(),
                    e.toString());
        }
    }
}
