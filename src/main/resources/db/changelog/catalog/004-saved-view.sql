--liquibase formatted sql

--changeset portolan:catalog-005
create table saved_view (
    id text primary key,
    blueprint text not null references blueprint (identifier) on update cascade on delete cascade,
    owner text not null,
    user_id bigint references portal_user (id) on delete cascade,
    shared boolean not null,
    name text not null,
    state jsonb not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index saved_view_own on saved_view (blueprint, owner, name) where not shared;
create unique index saved_view_shared on saved_view (blueprint, name) where shared;
create index saved_view_user on saved_view (user_id) where user_id is not null;
comment on table saved_view is 'what a table of entities shows, under a name: for its owner, or for everybody';
comment on column saved_view.user_id is 'whom a personal view goes with; null for shared ones, which stay';
--rollback drop table saved_view;
