--liquibase formatted sql

--changeset portolan:catalog-004
alter table entity add column name_text text
    generated always as (' ' || lower(left(coalesce(title, '') || ' ' || identifier, 1000))) stored;
create index entity_name_text on entity using gin (name_text gin_trgm_ops);
comment on column entity.name_text is 'title and identifier in lower case behind a blank, so that the beginning of each word can be asked for';
--rollback alter table entity drop column name_text;
