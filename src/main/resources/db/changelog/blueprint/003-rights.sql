--liquibase formatted sql

--changeset portolan:blueprint-003
alter table blueprint add column rights jsonb;
alter table blueprint add column catalog_page boolean not null default true;
comment on column blueprint.rights is 'who may do what with its entities, where somebody set it; null is the standard';
comment on column blueprint.catalog_page is 'whether the navigation leads to a table of its entities';
--rollback alter table blueprint drop column rights; alter table blueprint drop column catalog_page;
