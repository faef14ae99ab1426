--liquibase formatted sql

--changeset portolan:action-001
-- Definitions are json, not jsonb: the order of user inputs and body keys is the author's.
CREATE TABLE action (
    identifier  text        PRIMARY KEY,
    id          text        NOT NULL UNIQUE,
    document    json        NOT NULL,
    permissions json        NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    updated_at  timestamptz NOT NULL,
    updated_by  text        NOT NULL
);

--changeset portolan:action-002
-- document is the whole run as on the wire, unmasked; the other columns are what runs are found by.
CREATE TABLE action_run (
    sequence    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          text        NOT NULL UNIQUE,
    action      text        NOT NULL,
    blueprint   text,
    entity      text,
    status      text        NOT NULL,
    source      text        NOT NULL,
    external_id text,
    viewers     text[]      NOT NULL,
    invoked     boolean     NOT NULL DEFAULT false,
    document    json        NOT NULL,
    created_by  text        NOT NULL,
    created_at  timestamptz NOT NULL,
    ended_at    timestamptz
);

CREATE INDEX action_run_of_action ON action_run (action, sequence DESC);
CREATE INDEX action_run_of_entity ON action_run (blueprint, entity, sequence DESC);
CREATE INDEX action_run_by_creator ON action_run (created_by, sequence DESC);
CREATE INDEX action_run_by_external_id ON action_run (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX action_run_open ON action_run (sequence DESC) WHERE ended_at IS NULL;

CREATE TABLE run_log (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id             text        NOT NULL REFERENCES action_run (id) ON DELETE CASCADE,
    at                 timestamptz NOT NULL,
    message            text        NOT NULL,
    termination_status text,
    status_label       text
);

CREATE INDEX run_log_of_run ON run_log (run_id, id);

CREATE TABLE run_attempt (
    run_id   text        NOT NULL REFERENCES action_run (id) ON DELETE CASCADE,
    number   int         NOT NULL,
    at       timestamptz NOT NULL,
    took_ms  bigint      NOT NULL,
    request  json        NOT NULL,
    status   int,
    response text,
    error    text,
    PRIMARY KEY (run_id, number)
);

CREATE TABLE run_approval (
    run_id      text        NOT NULL REFERENCES action_run (id) ON DELETE CASCADE,
    approver    text        NOT NULL,
    approved    boolean     NOT NULL,
    description text,
    at          timestamptz NOT NULL,
    PRIMARY KEY (run_id, approver)
);
