'use strict';

const CALLBACKS = ['status', 'complete', 'fail', 'heartbeat'];

/** A value that goes into the body under its name in the API; nothing goes when it is empty. */
const body = (property, value = '={{ $value === "" ? undefined : $value }}') => ({
	routing: { send: { type: 'body', property, value } },
});

/** JSON that was written as text or is an object already. */
const json = (property) => body(property, '={{ typeof $value === "string" ? JSON.parse($value) : $value }}');

const field = (operation, displayName, name, description, more = {}) => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
	displayOptions: { show: { operation: [].concat(operation) } },
	...more,
});

const option = (displayName, name, description, more = {}) => ({
	displayName,
	name,
	type: 'string',
	default: '',
	description,
	...body(name),
	...more,
});

const options = (operation, list) =>
	field(operation, 'Options', 'options', undefined, {
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: list,
	});

const run = option('Execution ID', 'n8n_execution_id', 'The run that does the task', {
	default: '={{ $execution.id }}',
});

module.exports = [
	field(['get', 'cancel', 'retry', 'dismiss'], 'Task ID', 'taskId', 'The ID of the task', { required: true }),
	field(CALLBACKS, 'Callback Address', 'callbackUrl', 'What the call of Meanwhile names as callback.URL', {
		required: true,
		default: "={{ $('Webhook').first().json.body.callback.url }}",
	}),
	field(CALLBACKS, 'Callback Token', 'callbackToken', 'What the call of Meanwhile names as callback.token', {
		required: true,
		typeOptions: { password: true },
		default: "={{ $('Webhook').first().json.body.callback.token }}",
	}),

	field('create', 'Task Type', 'taskType', 'What kind of task it is', { required: true, placeholder: 'chat', ...body('task_type') }),
	field('create', 'Input', 'inputData', 'What the task needs to know, as JSON', { type: 'json', default: '{}', ...json('input_data') }),
	options('create', [
		option('Entity ID', 'entity_id', 'What it is about: its ID'),
		option('Entity Label', 'entity_label', 'What it is about, for people', { placeholder: 'John Smith (K0001234)' }),
		option('Entity Type', 'entity_type', 'What it is about: its kind', { placeholder: 'client' }),
		option('Idempotency Key', 'idempotencyKey', 'The same key creates one task, however often this node runs', {
			default: '={{ $execution.id }}-{{ $itemIndex }}',
			routing: { request: { headers: { 'Idempotency-Key': '={{ $value }}' } } },
		}),
		option('Metadata', 'metadata', 'Anything else to keep with it, as JSON', { type: 'json', default: '{}', ...json('metadata') }),
		option('Not Before', 'run_at', 'When it may start', { type: 'dateTime' }),
	]),

	field('status', 'Step', 'currentStep', 'A word for the step that begins', { placeholder: 'calling_ai', ...body('current_step') }),
	field('status', 'Sentence', 'sentence', 'What people read', {
		placeholder: 'AI is thinking about your request…',
		...body('status_message'),
	}),
	options('status', [
		option('Done', 'progress_done', 'How many are done', { type: 'number', default: 0 }),
		run,
		option('Output', 'output_data', 'What is there so far, as JSON', { type: 'json', default: '{}', ...json('output_data') }),
		option('Total', 'progress_total', 'How many there are', { type: 'number', default: 0 }),
	]),

	field('complete', 'Output', 'outputData', 'The result, as JSON; without it stays what was reported before', {
		type: 'json',
		...body('output_data', '={{ $value === "" ? undefined : typeof $value === "string" ? JSON.parse($value) : $value }}'),
	}),
	field('complete', 'Sentence', 'sentence', 'What people read at the end', { ...body('status_message') }),
	options('complete', [run]),

	field('fail', 'What', 'what', 'What failed', { placeholder: 'AI model call failed', ...body('what') }),
	field('fail', 'Why', 'why', 'Why it failed. Without it the error below is read', { ...body('why') }),
	field('fail', 'Advice', 'advice', 'What to do. Without it, whether to try again and when', { ...body('advice') }),
	field('fail', 'Error', 'error', 'What the error output of a node says; tokens are taken out before anything is kept', {
		type: 'json',
		default: '={{ $json.error }}',
		...body(
			'error',
			'={{ $value === "" || $value === null ? undefined : typeof $value === "string" && $value.trim().startsWith("{") ? JSON.parse($value) : $value }}',
		),
	}),
	options('fail', [
		option('Code', 'code', 'A word for programs', { placeholder: 'rate_limited' }),
		run,
		option('Retry After Seconds', 'retry_after_seconds', 'How long to wait before the next attempt', { type: 'number', default: 60 }),
		option('Retryable', 'retryable', 'Whether another attempt may help', { type: 'boolean', default: true, ...body('retryable', '={{ $value }}') }),
	]),

	field('listFailed', 'Limit', 'limit', 'Max number of results to return', {
		type: 'number',
		default: 50,
		typeOptions: { minValue: 1, maxValue: 200 },
		routing: { send: { type: 'query', property: 'limit', value: '={{ $value }}' } },
	}),
	field('listFailed', 'Task Type', 'onlyType', 'Only tasks of this type', {
		routing: { send: { type: 'query', property: 'type', value: '={{ $value === "" ? undefined : $value }}' } },
	}),
];
