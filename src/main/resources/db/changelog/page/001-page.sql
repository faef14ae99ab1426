--liquibase formatted sql

--changeset portolan:page-001
create table page (
    identifier text primary key,
    definition json not null,
    permissions jsonb,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null
);
comment on column page.definition is 'the document as the client wrote it: json, not jsonb, because the order of keys is kept';
comment on column page.permissions is 'as patched; null means that everybody reads and administrators change';
--rollback drop table page;
