--liquibase formatted sql

--changeset portolan:catalog-003
create table migration (
    id text primary key,
    source_blueprint text not null,
    mapping jsonb not null,
    delete_entities boolean not null default false,
    delete_blueprint boolean not null default false,
    status text not null,
    success_count bigint not null default 0,
    failure_count bigint not null default 0,
    errors jsonb not null default '[]',
    after_id bigint not null default 0,
    actor_kind text not null,
    actor_id text not null,
    actor_name text not null,
    locked_until timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index migration_open on migration (created_at) where status in ('PENDING', 'RUNNING');
comment on table migration is 'work over all entities of a blueprint, page by page: after_id is the last entity that is done';
create index entity_datasource on entity (datasource text_pattern_ops, id);
create index entity_walk on entity (blueprint, id);
--rollback drop table migration; drop index entity_datasource; drop index entity_walk;
