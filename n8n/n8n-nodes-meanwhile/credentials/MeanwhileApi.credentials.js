'use strict';

/**
 * Where Meanwhile is, and a key to it. The key goes to that server only: what a node sends elsewhere, or with the token of an attempt,
 * does not carry it.
 */
class MeanwhileApi {
	constructor() {
		this.name = 'meanwhileApi';
		this.displayName = 'Meanwhile API';
		this.icon = 'file:meanwhile.svg';
		this.properties = [
			{
				displayName: 'Address',
				name: 'baseUrl',
				type: 'string',
				default: 'http://127.0.0.1:8080',
				required: true,
				placeholder: 'https://meanwhile.example.org',
				description: 'The address of the server, without a path',
			},
			{
				displayName: 'Key',
				name: 'apiKey',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				required: true,
				placeholder: 'mwk_…',
				description: 'A key with the scope "write", made on your profile page in Meanwhile',
			},
		];
		this.test = {
			request: {
				baseURL: '={{ $credentials.baseUrl.replace(/\\/+$/, "") }}',
				url: '/api/me',
			},
		};
		this.authenticate = async (credentials, request) => {
			const headers = request.headers ?? {};
			const hasOwn = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
			if (hasOwn || !goesTo(credentials.baseUrl, request)) {
				return request;
			}
			return { ...request, headers: { ...headers, Authorization: `Bearer ${credentials.apiKey}` } };
		};
	}
}

function goesTo(baseUrl, request) {
	try {
		return new URL(request.url, request.baseURL ?? baseUrl).origin === new URL(baseUrl).origin;
	} catch {
		return false;
	}
}

module.exports = { MeanwhileApi };
