--liquibase formatted sql

--changeset portolan:access-002
ALTER TABLE api_client ADD COLUMN user_id bigint UNIQUE REFERENCES portal_user ON DELETE CASCADE;
COMMENT ON COLUMN api_client.user_id IS 'whose client it is: it has the rights of that person or service account; null for clients of the organisation';
--rollback ALTER TABLE api_client DROP COLUMN user_id;
