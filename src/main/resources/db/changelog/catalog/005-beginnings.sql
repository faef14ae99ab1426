--liquibase formatted sql

--changeset portolan:catalog-006
create index entity_title_beginning on entity ((lower(left(title, 200)) collate "C"));
create index entity_identifier_beginning on entity ((lower(left(identifier, 200)) collate "C"));
comment on index entity_title_beginning is 'what begins as somebody types, however many begin so';
--rollback drop index entity_identifier_beginning; drop index entity_title_beginning;
