-- S4 5.3 step 2: status "Starting Processing"
UPDATE async_tasks 
SET status = 'processing', 
    current_step = 'initializing',
    status_message = 'Starting to process your chat message...',
    processing_started_at = NOW(),
    n8n_execution_id = '{{ $execution.id }}'
WHERE id = {{ $json.task_id }}

-- S4 5.3 step 3: status "Preparing AI Request"
UPDATE async_tasks 
SET current_step = 'preparing_request',
    status_message = 'Preparing your conversation for the AI model...'
WHERE id = {{ $json.task_id }}

-- S4 5.3 step 4: status "Calling AI Model"
UPDATE async_tasks 
SET current_step = 'calling_ai',
    status_message = 'Sending your message to OpenAI GPT-4. This usually takes 10-30 seconds...'
WHERE id = {{ $json.task_id }}

-- S4 5.3 step 5: fetch conversation history
SELECT role, content, thinking FROM chat_messages 
WHERE conversation_id = {{ $json.input_data.conversation_id }}
ORDER BY created_at ASC

-- S4 5.3 step 7: status "Processing Response"
UPDATE async_tasks 
SET current_step = 'processing_response',
    status_message = 'AI responded! Now formatting and saving the response...'
WHERE id = {{ $json.task_id }}

-- S4 5.3 step 8: save results
UPDATE async_tasks 
SET current_step = 'saving_response',
    status_message = 'Saving AI response to your chat...',
    output_data = '{{ {
      "ai_response": $json.ai_response,
      "thinking": $json.ai_thinking,
      "tokens_used": $json.tokens_used,
      "model_used": "openai/gpt-4o",
      "response_time_seconds": Math.round(($execution.startedAt - new Date()) / 1000)
    } }}'
WHERE id = {{ $json.task_id }}

-- S4 5.3 step 9: update chat message
UPDATE chat_messages 
SET content = '{{ $json.ai_response }}',
    thinking = '{{ $json.ai_thinking }}'
WHERE id = {{ $json.input_data.message_id }}

-- S4 5.3 step 10: final status "Complete"
UPDATE async_tasks 
SET status = 'completed',
    current_step = 'completed',
    status_message = 'Response complete! AI generated {{ $json.tokens_used }} tokens in {{ Math.round(($execution.startedAt - new Date()) / 1000) }} seconds.',
    processing_completed_at = NOW()
WHERE id = {{ $json.task_id }}

-- S4 5.4: timeout handler
UPDATE async_tasks 
SET status = 'timeout',
    current_step = 'timeout',
    status_message = 'Request timed out after 180 seconds. Please try again.',
    error_details = '{"error": "Workflow timeout after 180 seconds"}',
    processing_completed_at = NOW()
WHERE id = {{ $json.task_id }}

-- S4 5.4: failure handler
UPDATE async_tasks 
SET status = 'failed',
    current_step = 'failed',
    status_message = 'Processing failed: {{ $json.error_info.message || "Unknown error occurred" }}',
    error_details = '{{ $json.error_info }}',
    processing_completed_at = NOW()
WHERE id = {{ $json.task_id }}

-- S4 4.2: index for joining
CREATE INDEX idx_chat_messages_task ON chat_messages(async_task_id);
