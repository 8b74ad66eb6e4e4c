'use strict';

/** The secret that Meanwhile signs the calls of a task type with. */
class MeanwhileSigningApi {
	constructor() {
		this.name = 'meanwhileSigningApi';
		this.displayName = 'Meanwhile Signing Secret API';
		this.icon = 'file:meanwhile.svg';
		this.properties = [
			{
				displayName: 'Secret',
				name: 'secret',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				required: true,
				placeholder: 'whsec_…',
				description: 'What the setting "secret" of the task type says',
			},
		];
	}
}

module.exports = { MeanwhileSigningApi };
