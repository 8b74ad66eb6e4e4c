-- S1 step 1: verify the schema
SELECT * FROM background_tasks LIMIT 1;

-- S1 step 1: verify the function
SELECT create_background_task('test', gen_random_uuid(), 'Test', 'test_task', NULL);

-- S1 step 3.3: create background tasks, drive times
SELECT create_background_task('client', client_id, 'Client Name', 'calculate_drive_times', user_id);

-- S1 step 3.3: create background tasks, Quo
SELECT create_background_task('client', client_id, 'Client Name', 'sync_quo', user_id);

-- S1 step 5.2: archive
SELECT archive_old_tasks() as archived_count;

-- S1 step 6.4: archive by hand
SELECT archive_old_tasks();
