--liquibase formatted sql

--changeset portolan:catalog-001
create extension if not exists pg_trgm;

create table entity (
    id bigint generated always as identity primary key,
    blueprint text not null references blueprint (identifier) on update cascade,
    identifier text not null,
    title text,
    icon text,
    team text[] not null default '{}',
    properties jsonb not null default '{}',
    computed jsonb not null default '{}',
    datasource text,
    version bigint not null default 1,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null,
    unique (blueprint, identifier)
);
create index entity_properties on entity using gin (properties jsonb_path_ops);
create index entity_computed on entity using gin (computed jsonb_path_ops);
create index entity_title on entity (blueprint, title, id);
create index entity_updated on entity (blueprint, updated_at, id);
create index entity_team on entity using gin (team);
comment on column entity.computed is 'values of mirrors, calculations and aggregations, kept by the portal';
comment on column entity.datasource is 'User-Agent of the last writer';

create table entity_relation (
    source bigint not null references entity (id) on delete cascade,
    relation text not null,
    target bigint not null references entity (id) on delete cascade,
    position int not null default 0,
    primary key (source, relation, target)
);
create index entity_relation_target on entity_relation (target, relation, source);
--rollback drop table entity_relation; drop table entity;

--changeset portolan:catalog-002 splitStatements:false
create function catalog_search_text(title text, identifier text, properties jsonb) returns text
language sql immutable parallel safe as $$
    select lower(left(concat_ws(' ', title, identifier,
        (select string_agg(left(value, 300), ' ') from jsonb_each_text(properties))), 4000))
$$;
create function catalog_moment(value text) returns timestamptz
language plpgsql immutable parallel safe strict as $$
begin
    if value !~ '^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d(:\d\d)?))?$' then
        return null;
    elsif length(value) = 10 then
        return (value || 'T00:00:00Z')::timestamptz;
    end if;
    return value::timestamptz;
exception when others then
    return null;
end
$$;
alter table entity add column search_text text
    generated always as (catalog_search_text(title, identifier, properties)) stored;
create index entity_search_text on entity using gin (search_text gin_trgm_ops);
comment on function catalog_moment is 'the moment that a text means, null when it means none: the same rule as in the in-memory matcher';
--rollback alter table entity drop column search_text; drop function catalog_search_text; drop function catalog_moment;
