--liquibase formatted sql

--changeset portolan:blueprint-001
create sequence blueprint_version;

create table blueprint (
    identifier text primary key,
    definition json not null,
    version bigint not null default nextval('blueprint_version'),
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null
);
comment on column blueprint.definition is 'the document as the client wrote it: json, not jsonb, because the order of keys is the order of columns and fields';
comment on column blueprint.version is 'never used twice, so that (identifier, version) names one state for ever';
--rollback drop table blueprint; drop sequence blueprint_version;
