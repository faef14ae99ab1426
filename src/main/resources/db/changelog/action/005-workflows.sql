--liquibase formatted sql

--changeset portolan:action-workflows
-- An action that is defined by a graph of nodes; document is the graph as it was given, the action what it became.
CREATE TABLE workflow (
    identifier text PRIMARY KEY REFERENCES action (identifier) ON UPDATE CASCADE ON DELETE CASCADE,
    document   json NOT NULL
);
--rollback DROP TABLE workflow;

--changeset portolan:action-step-approvals
-- '' for the approval of the run as a whole.
ALTER TABLE run_approval ADD COLUMN step text NOT NULL DEFAULT '';
ALTER TABLE run_approval DROP CONSTRAINT run_approval_pkey;
ALTER TABLE run_approval ADD PRIMARY KEY (run_id, step, approver);
--rollback DELETE FROM run_approval WHERE step <> ''; ALTER TABLE run_approval DROP CONSTRAINT run_approval_pkey, DROP COLUMN step, ADD PRIMARY KEY (run_id, approver);

--changeset portolan:action-integrations
ALTER TABLE action_run ADD COLUMN installation text;
COMMENT ON COLUMN action_run.installation IS 'the integration that alone may fetch the run; null for any agent';
--rollback ALTER TABLE action_run DROP COLUMN installation;
