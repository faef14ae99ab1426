--liquibase formatted sql

--changeset portolan:changelog-002
create index change_of_entity on change (((context ->> 'entity')::bigint), id)
    where kind in ('ENTITY_CREATED', 'ENTITY_UPDATED', 'ENTITY_DELETED');
create index change_of_kind_since on change (blueprint, at, id)
    where kind in ('ENTITY_CREATED', 'ENTITY_UPDATED', 'ENTITY_DELETED');
--rollback drop index change_of_entity; drop index change_of_kind_since;
