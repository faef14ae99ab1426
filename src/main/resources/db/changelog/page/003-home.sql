--liquibase formatted sql

--changeset portolan:page-003
create table entity_view (
    viewer text not null,
    blueprint text not null,
    entity text not null,
    at timestamptz not null,
    primary key (viewer, blueprint, entity)
);
create index entity_view_newest on entity_view (viewer, at desc);
comment on table entity_view is 'what each person opened last; no more than a few rows each';
--rollback drop table entity_view;

--changeset portolan:page-004
create table announcement (
    id text primary key,
    title text not null,
    body text not null,
    author text not null,
    starts_at timestamptz not null,
    ends_at timestamptz,
    updated_at timestamptz not null
);
create index announcement_by_start on announcement (starts_at desc);
create table announcement_dismissed (
    announcement text not null references announcement on delete cascade,
    viewer text not null,
    primary key (announcement, viewer)
);
comment on table announcement_dismissed is 'who has put it away';
--rollback drop table announcement_dismissed; drop table announcement;
