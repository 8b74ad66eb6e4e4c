'use strict';

const { createHmac, timingSafeEqual } = require('node:crypto');

const FIVE_MINUTES = 300;

/**
 * Whether a call is signed as Standard Webhooks have it (https://www.standardwebhooks.com): by one of the secrets, for exactly this body,
 * and not more than five minutes ago.
 */
function verified(secrets, headers, body, nowMillis) {
	const id = headers['webhook-id'];
	const timestamp = headers['webhook-timestamp'];
	const shown = String(headers['webhook-signature'] ?? '').split(' ');
	if (!id || !/^\d{1,12}$/.test(timestamp ?? '') || Math.abs(nowMillis / 1000 - Number(timestamp)) > FIVE_MINUTES) {
		return false;
	}
	const keys = String(secrets)
		.split(/[\s,]+/)
		.filter((secret) => secret.startsWith('whsec_'))
		.map((secret) => Buffer.from(secret.slice(6), 'base64'))
		.filter((key) => key.length >= 24);
	return keys.some((key) => {
		const right = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
		return shown.some((one) => {
			const given = one.startsWith('v1,') ? Buffer.from(one.slice(3), 'base64') : Buffer.alloc(0);
			return given.length === right.length && timingSafeEqual(given, right);
		});
	});
}

module.exports = { verified };
