--liquibase formatted sql

--changeset portolan:action-003
ALTER TABLE action_run ADD COLUMN start_at timestamptz;
ALTER TABLE action_run ADD COLUMN timeout_at timestamptz;
ALTER TABLE action_run ADD COLUMN agent_waits boolean NOT NULL DEFAULT false;
ALTER TABLE action_run ADD COLUMN claimed_until timestamptz;
CREATE INDEX action_run_starts ON action_run (start_at) WHERE start_at IS NOT NULL AND NOT invoked AND ended_at IS NULL;
CREATE INDEX action_run_timeouts ON action_run (timeout_at) WHERE timeout_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX action_run_for_agents ON action_run (sequence) WHERE agent_waits;
COMMENT ON COLUMN action_run.start_at IS 'a run for later: when it is to be carried out';
COMMENT ON COLUMN action_run.timeout_at IS 'when a run that nobody has ended by then fails';
COMMENT ON COLUMN action_run.agent_waits IS 'an agent is to fetch it; claimed_until is when somebody else may';
--rollback ALTER TABLE action_run DROP COLUMN start_at, DROP COLUMN timeout_at, DROP COLUMN agent_waits, DROP COLUMN claimed_until;
