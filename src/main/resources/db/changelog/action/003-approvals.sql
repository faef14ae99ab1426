--liquibase formatted sql

--changeset portolan:action-approvals
ALTER TABLE action_run ADD COLUMN remind_at timestamptz;
ALTER TABLE action_run ADD COLUMN reminders int NOT NULL DEFAULT 0;
ALTER TABLE action_run ADD COLUMN expire_at timestamptz;
CREATE INDEX action_run_reminders ON action_run (remind_at) WHERE remind_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX action_run_expiries ON action_run (expire_at) WHERE expire_at IS NOT NULL AND ended_at IS NULL;
COMMENT ON COLUMN action_run.remind_at IS 'when the approvers of a waiting run are reminded next';
COMMENT ON COLUMN action_run.expire_at IS 'when a run that still waits for its approval is declined';
-- What was sent to whom, so that a repetition does not tell anybody twice.
CREATE TABLE run_notice (
    run_id   text    NOT NULL REFERENCES action_run (id) ON DELETE CASCADE,
    notice   text    NOT NULL,
    attempts int     NOT NULL,
    settled  boolean NOT NULL,
    PRIMARY KEY (run_id, notice)
);
--rollback DROP TABLE run_notice; ALTER TABLE action_run DROP COLUMN remind_at, DROP COLUMN reminders, DROP COLUMN expire_at;
