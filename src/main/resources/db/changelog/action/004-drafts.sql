--liquibase formatted sql

--changeset portolan:action-drafts
-- What somebody has filled into a form and not sent yet; entity is '' where none is given from outside.
CREATE TABLE action_draft (
    owner    text        NOT NULL,
    action   text        NOT NULL,
    entity   text        NOT NULL,
    document json        NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (owner, action, entity)
);
CREATE INDEX action_draft_by_age ON action_draft (saved_at);
--rollback DROP TABLE action_draft;
