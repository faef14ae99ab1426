--liquibase formatted sql

--changeset portolan:automation-001
-- One row per timer property that has a value; fired_at says that this value's expiry was announced.
CREATE TABLE timer (
    blueprint  text        NOT NULL,
    entity     text        NOT NULL,
    property   text        NOT NULL,
    value      text        NOT NULL,
    due_at     timestamptz NOT NULL,
    fired_at   timestamptz,
    PRIMARY KEY (blueprint, entity, property)
);

CREATE INDEX timer_due ON timer (due_at) WHERE fired_at IS NULL;

--changeset portolan:automation-002
-- What an automation did about a change. The key is what keeps a change that is delivered twice from starting a
-- second run.
CREATE TABLE automation_firing (
    automation text        NOT NULL,
    change_id  bigint      NOT NULL,
    outcome    text        NOT NULL,
    run_id     text,
    message    text,
    at         timestamptz NOT NULL,
    PRIMARY KEY (automation, change_id)
);

CREATE INDEX automation_firing_latest ON automation_firing (automation, change_id DESC);
