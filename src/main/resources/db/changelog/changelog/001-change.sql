--liquibase formatted sql

--changeset portolan:changelog-001
CREATE SEQUENCE change_id CACHE 1;

-- Partitioned by month so that retention drops whole partitions; the default one is the safety net for moments
-- that no partition was made for.
CREATE TABLE change (
    id         bigint      NOT NULL,
    at         timestamptz NOT NULL,
    kind       text        NOT NULL,
    blueprint  text,
    identifier text        NOT NULL,
    run_id     text,
    before     jsonb,
    after      jsonb,
    context    jsonb       NOT NULL,
    actor_kind text        NOT NULL,
    actor_id   text        NOT NULL,
    actor_name text        NOT NULL,
    origin     text        NOT NULL,
    cause_id   bigint,
    depth      int         NOT NULL,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);

CREATE TABLE change_default PARTITION OF change DEFAULT;

CREATE INDEX change_of_thing ON change (blueprint, identifier, id DESC);
CREATE INDEX change_of_run ON change (run_id, id) WHERE run_id IS NOT NULL;
CREATE INDEX change_by_kind ON change (kind, id DESC);
CREATE INDEX change_by_actor ON change (actor_id, id DESC);
CREATE INDEX change_by_cause ON change (cause_id) WHERE cause_id IS NOT NULL;

--changeset portolan:changelog-002
CREATE TABLE delivery (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consumer     text        NOT NULL,
    key          text        NOT NULL,
    change_id    bigint      NOT NULL,
    attempts     int         NOT NULL DEFAULT 0,
    due_at       timestamptz NOT NULL,
    locked_until timestamptz,
    last_error   text,
    dead         boolean     NOT NULL DEFAULT false,
    UNIQUE (consumer, change_id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

CREATE INDEX delivery_due ON delivery (due_at, change_id) WHERE NOT dead;
CREATE INDEX delivery_order ON delivery (consumer, key, change_id) WHERE NOT dead;
CREATE INDEX delivery_dead ON delivery (id) WHERE dead;
