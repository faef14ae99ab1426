--liquibase formatted sql

--changeset portolan:access-001
CREATE TABLE organization (
    only_row     boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    identifier   text        NOT NULL,
    name         text        NOT NULL,
    settings     jsonb       NOT NULL,
    announcement jsonb,
    updated_at   timestamptz NOT NULL
);

CREATE TABLE portal_user (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email         text        NOT NULL,
    first_name    text        NOT NULL,
    last_name     text        NOT NULL,
    -- hash with its algorithm in braces; null for people who cannot sign in with a password
    password      text,
    role          text        NOT NULL,
    status        text        NOT NULL,
    -- one of the demo users, who may sign in only while the portal runs in example mode
    demo          boolean     NOT NULL DEFAULT false,
    -- grows with every change that must end the sessions that are open
    session_epoch integer     NOT NULL DEFAULT 0,
    last_seen_at  timestamptz,
    created_at    timestamptz NOT NULL,
    created_by    text        NOT NULL,
    updated_at    timestamptz NOT NULL,
    updated_by    text        NOT NULL
);
CREATE UNIQUE INDEX portal_user_email ON portal_user (lower(email));

CREATE TABLE team (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    identifier  text        NOT NULL UNIQUE,
    name        text        NOT NULL,
    description text,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    updated_at  timestamptz NOT NULL,
    updated_by  text        NOT NULL
);
CREATE UNIQUE INDEX team_name ON team (lower(name));

CREATE TABLE team_member (
    team_id bigint NOT NULL REFERENCES team ON DELETE CASCADE,
    user_id bigint NOT NULL REFERENCES portal_user ON DELETE CASCADE,
    PRIMARY KEY (team_id, user_id)
);
CREATE INDEX team_member_user ON team_member (user_id);

CREATE TABLE api_client (
    client_id         text        PRIMARY KEY,
    name              text        NOT NULL,
    role              text        NOT NULL,
    -- sealed, not hashed: webhooks are signed with it
    secret            text        NOT NULL,
    -- the organisation's own client, which signs webhooks; there is exactly one
    organization      boolean     NOT NULL,
    tokens_valid_from timestamptz NOT NULL,
    created_at        timestamptz NOT NULL,
    created_by        text        NOT NULL
);
CREATE UNIQUE INDEX api_client_organization ON api_client (organization) WHERE organization;

CREATE TABLE secret (
    name        text        PRIMARY KEY,
    description text,
    value       text        NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    updated_at  timestamptz NOT NULL,
    updated_by  text        NOT NULL
);
