'use strict';

const { verified } = require('./signature');

/** Starts a workflow when Meanwhile calls it, after looking at the signature; answers at once with the ID of the run. */
class MeanwhileTrigger {
	constructor() {
		this.description = {
			displayName: 'Meanwhile Trigger',
			name: 'meanwhileTrigger',
			icon: 'file:meanwhile.svg',
			group: ['trigger'],
			version: 1,
			description: 'Starts when Meanwhile hands a task over, with a signature that is checked',
			defaults: { name: 'Webhook' },
			inputs: [],
			outputs: ['main'],
			credentials: [{ name: 'meanwhileSigningApi', required: true }],
			webhooks: [
				{
					name: 'default',
					httpMethod: 'POST',
					responseMode: 'onReceived',
					responseData: '={{ JSON.stringify({ n8n_execution_id: $execution.id }) }}',
					path: '={{ $parameter["path"] }}',
					isFullPath: true,
				},
			],
			properties: [
				{
					displayName: 'Path',
					name: 'path',
					type: 'string',
					default: 'meanwhile',
					required: true,
					description: 'The end of the address that Meanwhile calls',
				},
			],
		};
	}

	async webhook() {
		const request = this.getRequestObject();
		const { secret } = await this.getCredentials('meanwhileSigningApi');
		if (request.rawBody === undefined && typeof request.readRawBody === 'function') {
			await request.readRawBody();
		}
		const raw = request.rawBody ?? Buffer.alloc(0);
		if (!verified(secret, request.headers, raw, Date.now())) {
			const response = this.getResponseObject();
			response.status(401).json({ detail: 'The signature is not that of Meanwhile.' });
			return { noWebhookResponse: true };
		}
		return {
			workflowData: [
				[{ json: { headers: request.headers, params: {}, query: request.query, body: this.getBodyData() } }],
			],
		};
	}
}

module.exports = { MeanwhileTrigger };
