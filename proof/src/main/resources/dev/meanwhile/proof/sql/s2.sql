-- S2 step 1: verify the schema
SELECT * FROM background_tasks LIMIT 1;

-- S2 step 1: verify the function
SELECT create_background_task('test', gen_random_uuid(), 'Test', 'test_task', NULL);

-- S2 step 3.3: create audit log
INSERT INTO audit_logs (action, entity_type, entity_id, user_id, user_name, details)
VALUES ('create_client', 'client', client_id, user_id, user_name, '{"client_name": "John Smith", ...}')
RETURNING id AS audit_log_id;

-- S2 step 3.4: create background tasks, drive times
SELECT create_background_task('client', client_id, 'Client Name', 'calculate_drive_times', user_id, audit_log_id);

-- S2 step 3.4: create background tasks, Quo
SELECT create_background_task('client', client_id, 'Client Name', 'sync_quo', user_id, audit_log_id);

-- S2 step 5.2: archive
SELECT archive_old_tasks() as archived_count;

-- S2 step 6.4: archive by hand
SELECT archive_old_tasks();

-- S2 investigating failures
SELECT
    task_type,
    error_message,
    entity_label,
    action_user_name,      -- Who initiated
    user_action_time,      -- When they clicked save
    task_failed_at         -- When background task failed
FROM failed_tasks_with_audit
WHERE entity_type = 'client'
ORDER BY task_failed_at DESC;

-- S2 update-user-profile step 3: check for e-mail conflicts
SELECT id FROM users WHERE email = :newEmail AND id != :userId

-- S2 update-user-profile step 4: update user record
UPDATE users
SET
    full_name = :fullName,
    email = :email,
    phone = :phone,
    updated_at = NOW()
WHERE id = :userId;

-- S2 update-user-profile step 5: create audit log entry
INSERT INTO audit_logs (action, entity_type, entity_id, user_id, user_name, details)
VALUES (
    'update_profile',
    'user',
    :userId,
    :userId,
    :fullName,
    '{"fields_updated": ["fullName", "email", "phone"]}'
);
