--liquibase formatted sql

--changeset portolan:page-002
create table page_folder (
    identifier text primary key,
    title text not null,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null
);
create table sidebar_item (
    identifier text primary key,
    parent text references page_folder,
    position integer not null
);
create index sidebar_item_order on sidebar_item (parent, position);
comment on table sidebar_item is 'where every page and every folder stands: in which folder, at which place';
insert into sidebar_item (identifier, parent, position)
    select identifier, null, row_number() over (order by created_at, identifier) from page;
alter table page
    add column visibility text generated always as (coalesce(definition ->> 'visibility', 'org')) stored;
--rollback drop table sidebar_item; drop table page_folder; alter table page drop column visibility;
