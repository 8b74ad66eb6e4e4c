'use strict';

const fields = require('./fields');

/** Creates tasks, says how they go, ends them, and looks after those that failed. */
class Meanwhile {
	constructor() {
		this.description = {
			displayName: 'Meanwhile',
			name: 'meanwhile',
			icon: 'file:meanwhile.svg',
			group: ['transform'],
			version: 1,
			subtitle: '={{ $parameter["operation"] }}',
			description: 'Create background tasks, say how they go, and end them',
			defaults: { name: 'Meanwhile' },
			inputs: ['main'],
			outputs: ['main'],
			usableAsTool: true,
			credentials: [{ name: 'meanwhileApi', required: true }],
			requestDefaults: {
				baseURL: '={{ $credentials.baseUrl.replace(/\\/+$/, "") }}',
				headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
				timeout: 30000,
			},
			properties: [
				{
					displayName: 'Operation',
					name: 'operation',
					type: 'options',
					noDataExpression: true,
					default: 'create',
					options: operations(),
				},
				...fields,
			],
		};
	}
}

function operations() {
	return [
		operation('cancel', 'Cancel', 'Cancel a waiting or running task', 'POST', '={{ "/api/tasks/" + $parameter["taskId"] + "/cancellation" }}'),
		callback('complete', 'Complete', 'End an attempt with its result'),
		operation('create', 'Create', 'Create a task', 'POST', '/api/tasks'),
		operation('dismiss', 'Dismiss', 'Set a failed task aside', 'POST', '={{ "/api/tasks/" + $parameter["taskId"] + "/dismissal" }}'),
		callback('fail', 'Fail', 'End an attempt: what failed, why, and what to do'),
		operation('get', 'Get', 'Read a task', 'GET', '={{ "/api/tasks/" + $parameter["taskId"] }}'),
		callback('heartbeat', 'Heartbeat', 'Say that an attempt is still at work'),
		operation('listFailed', 'List Failed', 'List the failed tasks that need somebody', 'GET', '/api/tasks', {
			request: { qs: { label: 'needs_attention' } },
			output: { postReceive: [{ type: 'rootProperty', properties: { property: 'items' } }] },
		}),
		operation('retry', 'Retry', 'Do a failed task again', 'POST', '={{ "/api/tasks/" + $parameter["taskId"] + "/retry" }}'),
		callback('status', 'Update Status', 'Say how an attempt goes'),
	];
}

function operation(value, name, description, method, url, more = {}) {
	return {
		name,
		value,
		description,
		action: description,
		routing: { ...more, request: { method, url, ...more.request } },
	};
}

/** A word of the workflow that does the task: the token of the attempt speaks for it, not the key. */
function callback(value, name, description) {
	return operation(value, name, description, 'POST', `={{ $parameter["callbackUrl"] + "/${value}" }}`, {
		request: { headers: { Authorization: '={{ "Bearer " + $parameter["callbackToken"] }}' } },
	});
}

module.exports = { Meanwhile };
