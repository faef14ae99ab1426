--liquibase formatted sql

--changeset portolan:blueprint-002 splitStatements:false
insert into blueprint (identifier, definition, created_at, created_by, updated_at, updated_by)
values
('_user', '{"identifier": "_user", "title": "User", "icon": "User",
  "description": "People who use the portal; kept in step with the settings",
  "schema": {"properties": {
    "status": {"title": "Status", "type": "string", "enum": ["Staged", "Invited", "Active", "Disabled"],
      "enumColors": {"Staged": "lightGray", "Invited": "paleBlue", "Active": "green", "Disabled": "red"}},
    "port_role": {"title": "Role", "type": "string"},
    "port_type": {"title": "Type", "type": "string", "enum": ["Standard", "Service Account"],
      "enumColors": {"Standard": "blue", "Service Account": "purple"}},
    "moderated_blueprints": {"title": "Moderated blueprints", "type": "array", "items": {"type": "string", "format": "blueprints"}}},
    "required": []},
  "mirrorProperties": {}, "calculationProperties": {}, "aggregationProperties": {}, "relations": {}}',
  now(), 'portolan', now(), 'portolan'),
('_team', '{"identifier": "_team", "title": "Team", "icon": "Team",
  "description": "Groups of people who own things together; kept in step with the settings",
  "schema": {"properties": {
    "description": {"title": "Description", "type": "string"},
    "size": {"title": "Size", "type": "number", "description": "How many people belong to it"}},
    "required": []},
  "mirrorProperties": {}, "calculationProperties": {}, "aggregationProperties": {},
  "relations": {"members": {"title": "Members", "target": "_user", "required": false, "many": true}}}',
  now(), 'portolan', now(), 'portolan')
on conflict do nothing;
--rollback delete from blueprint where identifier in ('_user', '_team');
