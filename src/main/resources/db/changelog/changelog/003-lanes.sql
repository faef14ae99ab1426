--liquibase formatted sql

--changeset portolan:changelog-004
alter table delivery add column lane text not null default '';
update delivery set lane = consumer;
create index delivery_lane on delivery (lane, due_at, change_id) where not dead;
create index delivery_busy on delivery (lane) where not dead and locked_until is not null;
drop index delivery_due;
comment on column delivery.lane is 'deliveries of different lanes take turns; of one lane only so many are worked at once';
--rollback drop index delivery_lane; drop index delivery_busy; alter table delivery drop column lane; create index delivery_due on delivery (due_at, change_id) where not dead;
