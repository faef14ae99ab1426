--liquibase formatted sql

--changeset portolan:scorecard-001
create table scorecard (
    blueprint text not null references blueprint (identifier) on update cascade on delete cascade,
    identifier text not null,
    definition json not null,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null,
    primary key (blueprint, identifier)
);
comment on column scorecard.definition is 'the document as the client wrote it: json, not jsonb, because the order of keys is kept';

create table scorecard_result (
    entity_id bigint not null references entity (id) on delete cascade,
    blueprint text not null,
    scorecard text not null,
    level text not null,
    level_index smallint not null,
    rules jsonb not null,
    changed_at timestamptz not null,
    primary key (entity_id, scorecard),
    foreign key (blueprint, scorecard) references scorecard (blueprint, identifier) on update cascade on delete cascade
);
create index scorecard_result_level on scorecard_result (blueprint, scorecard, level, entity_id);
comment on column scorecard_result.rules is 'as on the wire: identifier, status SUCCESS or FAILURE, level';
comment on column scorecard_result.changed_at is 'when the level last changed';
--rollback drop table scorecard_result; drop table scorecard;
